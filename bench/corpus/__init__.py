"""What is searched: a generated archive of a stated size and shape, or any file in the load format."""

from bench.corpus.sources import Corpus
from bench.corpus.writing import SEED, issues

__all__ = ["SEED", "Corpus", "issues"]
