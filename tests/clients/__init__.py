"""The contract as partners meet it: linted, made into clients in two languages, and run; `make clients` does it all."""
