// The console: Swagger UI over the contract, all from this host; what must be given is filled in with the contract's example.
const place = document.querySelector("#swagger-ui");
const contract = await (await fetch(place.dataset.contract)).json();

for (const parameter of parameters(contract)) {
  const [example] = parameter.schema?.examples ?? [];
  if (parameter.required && example !== undefined) parameter.example = example;
}

function* parameters({ paths, components }) {
  yield* Object.values(components.parameters ?? {});
  for (const path of Object.values(paths)) for (const operation of Object.values(path)) yield* operation.parameters ?? [];
}

window.ui = SwaggerUIBundle({
  spec: contract,
  domNode: place,
  layout: "BaseLayout",
  deepLinking: true,
  showExtensions: true,
  showCommonExtensions: true,
  validatorUrl: null,
  presets: [SwaggerUIBundle.presets.apis],
});
