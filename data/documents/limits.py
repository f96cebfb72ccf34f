"""How much of a document is taken, and the sentences for what is not."""

from data.text import Text

LARGEST = 20 * 1024 * 1024
LARGEST_UNPACKED = 100 * 1024 * 1024
MOST_PARTS = 1_000
MOST_PAGES = 30
MOST_CHARACTERS = 30_000
LONGEST_NAME = 200

REFUSED = Text(zh="文件“{file}”读不了", en="the file “{file}” cannot be read")
KINDS = Text(
    zh="有文字的 PDF、Word 文档（.docx）、纯文本（.txt）或 JSON Resume（.json）",
    en="a PDF with text in it, a Word document (.docx), plain text (.txt) or JSON Resume (.json)",
)
SIZE = Text(zh=f"不超过{LARGEST // 1024 // 1024} MB的文件", en=f"a file of at most {LARGEST // 1024 // 1024} MB")
LENGTH = Text(
    zh=f"最多{MOST_PAGES}页、{MOST_CHARACTERS}字", en=f"at most {MOST_PAGES} pages and {MOST_CHARACTERS} characters"
)
SAVE_AGAIN = Text(
    zh="在 Word 或 WPS 里另存为 .docx 或 PDF 后再交", en="the same saved as .docx or PDF in Word or WPS"
)
UNLOCKED = Text(zh="去掉密码后另存的文件", en="the file saved again without its password")
WITH_TEXT = Text(
    zh="里面有文字的 PDF 或 Word 文件（不是照片或扫描件）；也可以把内容念出来或打成一段话",
    en="a PDF or Word file with text in it, not a photograph or a scan; or its content told or typed as a note",
)
SOUND = Text(zh="能正常打开的完整文件", en="a whole file that opens as usual")
AS_SHEET = Text(zh="登记表请用导入（guiyan import 或 /imports）", en="a sheet is taken by import (guiyan import, or /imports)")
ENCODINGS = Text(zh="UTF-8、UTF-16 或 GB18030 编码的文字", en="text in UTF-8, UTF-16 or GB18030")
