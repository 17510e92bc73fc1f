"""JSON that is damaged is refused in a sentence, whatever its bytes."""

import pytest

from jiheng.doors import read


@pytest.mark.parametrize(
    "content", [b'{"a":1}\n{"\xff":1}', b'{"form":"target","indicators":[],"source":{"\xfe', b'{"a' + b"[" * 5000, b'{"form":1}']
)
def test_broken_json_never_raises(content: bytes) -> None:
    answer = read(content)
    assert not answer.declarations
    assert answer.unreadable or answer.empty
