"""The least that FastAPI can do: an async route that returns a small dict, the limit that `bench-http` compares with."""

from fastapi import FastAPI

app = FastAPI(openapi_url=None)


@app.get("/")
async def bare() -> dict[str, str]:
    return {"status": "ok"}
