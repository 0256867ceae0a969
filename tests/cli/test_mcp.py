"""`alliance mcp` speaks the protocol on standard output and nothing else."""

import json
import os
import subprocess
from pathlib import Path

from tests.contract.run import BIN

ME = {"protocolVersion": "2025-06-18", "capabilities": {}, "clientInfo": {"name": "test", "version": "1"}}
MESSAGES = (
    {"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": ME},
    {"jsonrpc": "2.0", "method": "notifications/initialized"},
    {"jsonrpc": "2.0", "id": 2, "method": "tools/call", "params": {"name": "get_issue", "arguments": {"id": "3.7"}}},
)


def test_an_archive_that_is_not_there_yet_is_seeded_and_logs_stay_off_standard_output(data_dir: Path) -> None:
    with subprocess.Popen(
        [BIN / "alliance", "mcp"],
        env={**os.environ, "ALLIANCE_DATA_DIR": str(data_dir)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as serving:
        assert serving.stdin
        assert serving.stdout
        for message in MESSAGES:
            print(json.dumps(message), file=serving.stdin, flush=True)
        begun, answered = (json.loads(serving.stdout.readline()) for _ in range(2))
        rest, logged = serving.communicate(timeout=60)
    assert begun["result"]["serverInfo"]["name"] == "alliance-digest"
    assert answered["result"]["structuredContent"]["url"] == "/v1/issues/3.7"
    assert "the index is rebuilt" in logged
    assert rest == ""
    assert serving.returncode == 0
