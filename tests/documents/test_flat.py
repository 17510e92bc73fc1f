from documents.making import W, cell, cells, grids, paragraph, paragraphs, table, texts
from jiheng.documents import open_document

W2003 = 'xmlns:w="http://schemas.microsoft.com/office/word/2003/wordml"'
SS = 'xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"'
X = 'xmlns:x="urn:schemas-microsoft-com:office:excel"'


def test_a_word_document_of_2003_named_doc() -> None:
    form = table(cell("产出", '<w:vmerge w:val="restart"/>') + cell("甲"), cell("", "<w:vmerge/>") + cell("乙"))
    xml = f'<?xml version="1.0"?><?mso-application progid="Word.Document"?><w:wordDocument {W2003}><w:body>{paragraph("题")}{form}</w:body></w:wordDocument>'
    document = open_document(xml.encode(), path="导出.doc")
    assert paragraphs(document) == ["题"]
    assert cells(grids(document)[0]) == [(1, 1, 2, 1, "产出"), (1, 2, 1, 1, "甲"), (2, 2, 1, 1, "乙")]


def test_a_flat_package() -> None:
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    xml = '<pkg:package xmlns:pkg="http://schemas.microsoft.com/office/2006/xmlPackage">'
    xml += '<pkg:part pkg:name="/_rels/.rels" pkg:contentType="x"><pkg:xmlData/></pkg:part>'
    xml += f'<pkg:part pkg:name="/word/document.xml" pkg:contentType="{kind}"><pkg:xmlData><w:document {W}><w:body>'
    xml += table(cell("甲") + cell("乙")) + "</w:body></w:document></pkg:xmlData></pkg:part></pkg:package>"
    assert texts(grids(open_document(xml.encode()))[0]) == [["甲", "乙"]]


def test_a_spreadsheet_of_2003_with_formats_merges_and_gaps() -> None:
    xml = f'<?xml version="1.0"?><Workbook {SS} {X}><Styles><Style ss:ID="s1"><NumberFormat ss:Format="0%"/></Style>'
    xml += '<Style ss:ID="s2"><NumberFormat ss:Format="Long Date"/></Style></Styles><Worksheet ss:Name="目标"><Table>'
    xml += '<Row ss:Index="2"><Cell ss:MergeAcross="2"><Data ss:Type="String">题</Data></Cell></Row>'
    xml += (
        '<Row><Cell ss:MergeDown="1"><Data ss:Type="String">甲</Data></Cell><Cell ss:StyleID="s1"><Data ss:Type="Number">0.98</Data></Cell>'
    )
    xml += '<Cell ss:StyleID="s2"><Data ss:Type="DateTime">2025-06-30T00:00:00.000</Data></Cell></Row>'
    xml += '<Row><Cell ss:Index="3"><Data ss:Type="Boolean">1</Data></Cell></Row></Table></Worksheet>'
    xml += (
        '<Worksheet ss:Name="藏"><Table/><x:WorksheetOptions><x:Visible>SheetHidden</x:Visible></x:WorksheetOptions></Worksheet></Workbook>'
    )
    document = open_document(xml.encode(), path="导出.xls")
    assert cells(grids(document)[0]) == [
        (2, 1, 1, 3, "题"),
        (3, 1, 2, 1, "甲"),
        (3, 2, 1, 1, "98%"),
        (3, 3, 1, 1, "2025年6月30日"),
        (4, 2, 1, 1, ""),
        (4, 3, 1, 1, "TRUE"),
    ]
    assert [repair.kind for repair in document.repairs] == ["hidden-sheet"]
