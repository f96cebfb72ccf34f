"""Lines break as Chinese is set."""

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from api.wrapping import CLOSING, OPENING, filled, pieces

WORDS = st.text(alphabet="月薪四千五约每岗位在南城县（），。；：“”4500-8,.abc ", max_size=120)


def test_a_number_is_not_broken_and_no_line_begins_with_a_closing_mark() -> None:
    words = "期望4500左右（每月约4,500元），岗位5000-5800（每月约5,000–5,800元）"
    for width in range(12, 60):
        lines = list(filled(words, width))
        assert "".join(lines) == words
        assert all(cell_len(line) <= width for line in lines)
        assert not [line for line in lines if line[0] in CLOSING or line[-1] in OPENING]
        assert sum("5,000–5,800" in line for line in lines) == 1


@given(WORDS, st.integers(4, 100))
def test_nothing_is_lost_and_nothing_is_wider_than_it_must(words: str, width: int) -> None:
    lines = list(filled(words, width))
    assert "".join("".join(lines).split()) == "".join(words.split())
    widest = max((cell_len(piece.rstrip()) for piece in pieces(words)), default=0)
    assert all(cell_len(line) <= max(width, widest) for line in lines)
