import { describe, expect, it } from "vitest";
import { markdownOf } from "../src/paste/markdown";

const text = (html: string) => markdownOf(html).text;

describe("what is pasted from Word", () => {
  it("keeps headings, emphasis and links, and none of Word's own marks", () => {
    const html = `<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><style>p.MsoNormal{margin:0}</style>
      <!--[if gte mso 9]><xml><o:OfficeDocumentSettings/></xml><![endif]--></head><body lang=FR>
      <!--StartFragment--><h1 style='mso-list:none'>La marée <o:p></o:p></h1>
      <p class=MsoNormal><b style='mso-bidi-font-weight:normal'>Brest,</b> le <i>matin</i><span style='mso-spacerun:yes'>  </span>:
      <a href="https://exemple.fr/a_b">la carte</a>.<o:p></o:p></p>
      <p class=MsoNormal><o:p>&nbsp;</o:p></p><!--EndFragment--></body></html>`;
    expect(text(html)).toBe(
      "## La marée\n\n**Brest,** le *matin* : [la carte](https://exemple.fr/a_b).",
    );
  });

  it("makes lists of its list paragraphs, nested and numbered", () => {
    const item = (level: number, mark: string, words: string) =>
      `<p class=MsoListParagraphCxSpMiddle style='margin-left:36pt;mso-list:l0 level${level} lfo1'><![if !supportLists]><span style='font-family:Symbol'><span style='mso-list:Ignore'>${mark}<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp; </span></span></span><![endif]>${words}<o:p></o:p></p>`;
    const html = `<p class=MsoNormal>Trois points :</p>${item(1, "·", "un")}${item(2, "o", "un bis")}${item(1, "·", "<b>deux</b>")}<p class=MsoNormal>Puis :</p>${item(1, "1.", "premier")}${item(1, "2.", "second")}`;
    expect(text(html)).toBe(
      "Trois points :\n\n- un\n  - un bis\n- **deux**\n\nPuis :\n\n1. premier\n2. second",
    );
  });

  it("keeps footnotes as notes", () => {
    const html = `<p class=MsoNormal>Le fonds<a style='mso-footnote-id:ftn1' href="#_ftn1" name="_ftnref1" title=""><span class=MsoFootnoteReference><span style='mso-special-character:footnote'>[1]</span></span></a> dort.</p>
      <div style='mso-element:footnote-list'><br clear=all><hr align=left size=1 width="33%">
      <div style='mso-element:footnote' id=ftn1><p class=MsoFootnoteText><a style='mso-footnote-id:ftn1' href="#_ftnref1" name="_ftn1" title=""><span class=MsoFootnoteReference>[1]</span></a> Soixante-trois téraoctets.</p></div></div>`;
    expect(text(html)).toContain("Le fonds[^1] dort.");
    expect(text(html)).toContain("[^1]: Soixante-trois téraoctets.");
  });

  it("keeps tables, a line for a row", () => {
    const html = `<table class=MsoTableGrid border=1><tr><td><p class=MsoNormal>Poste</p></td><td><p class=MsoNormal>Euros</p></td></tr>
      <tr><td><p class=MsoNormal>Disques</p><p class=MsoNormal>et bandes</p></td><td><p class=MsoNormal>9</p></td></tr></table>`;
    expect(text(html)).toBe("| Poste | Euros |\n| - | - |\n| Disques et bandes | 9 |");
  });
});

describe("what is pasted from Google Docs", () => {
  it("is not all bold, and keeps what is", () => {
    const html = `<meta charset='utf-8'><b style="font-weight:normal;" id="docs-internal-guid-1"><h2 dir="ltr"><span style="font-size:16pt;font-weight:400">Une panne</span></h2><p dir="ltr"><span style="font-weight:400;font-style:normal">Le </span><span style="font-weight:700">disque </span><span style="font-weight:400;font-style:italic">ment</span><span style="font-weight:400">.</span></p><br /><ul><li dir="ltr" style="list-style-type:disc"><p dir="ltr" role="presentation"><span>un</span></p></li><li dir="ltr"><p dir="ltr" role="presentation"><span style="text-decoration:line-through">deux</span></p></li></ul></b>`;
    expect(text(html)).toBe("## Une panne\n\nLe **disque** *ment*.\n\n- un\n- ~~deux~~");
  });

  it("has links that lead where they say", () => {
    const html = `<p><a href="https://www.google.com/url?q=https://lepli.example/a&amp;sa=D&amp;ust=1">Le Pli</a></p>`;
    expect(text(html)).toBe("[Le Pli](https://lepli.example/a)");
  });

  it("keeps its notes", () => {
    const html = `<p>Un mot<sup><a href="#ftnt1" id="ftnt_ref1">[1]</a></sup>.</p><div><p><a href="#ftnt_ref1" id="ftnt1">[1]</a><span>&nbsp;La note.</span></p></div>`;
    expect(text(html)).toBe("Un mot[^1].\n\n[^1]: La note.");
  });
});

describe("what is pasted from LibreOffice", () => {
  it("keeps its notes and drops its fonts", () => {
    const html = `<p style="line-height: 100%"><font face="Liberation Serif"><font size="3">Voir<a class="sdfootnoteanc" name="sdfootnote1anc" href="#sdfootnote1sym"><sup>1</sup></a> <i>Le Monde</i></font></font></p><div id="sdfootnote1"><p class="sdfootnote"><a class="sdfootnotesym" name="sdfootnote1sym" href="#sdfootnote1anc">1</a>Page 3.</p></div>`;
    expect(text(html)).toBe("Voir[^1] *Le Monde*\n\n[^1]: Page 3.");
  });
});

describe("what is pasted from mail", () => {
  it("keeps Outlook's quotations and the real address behind its links", () => {
    const html = `<div><p class=MsoNormal>D’accord.<o:p></o:p></p><div style='border:none;border-left:solid blue 1.5pt;padding:0cm 0cm 0cm 4.0pt'><p class=MsoNormal>Demain ? <a href="https://eur01.safelinks.protection.outlook.com/?url=https%3A%2F%2Fexemple.fr%2Fx&amp;data=05">ici</a></p></div></div>`;
    expect(text(html)).toBe("D’accord.\n\n> Demain ? [ici](https://exemple.fr/x)");
  });

  it("keeps Gmail's lines apart, and counts no reader", () => {
    const html = `<div dir="ltr"><div>Bonjour,</div><div><br></div><div>À demain.<img width="1" height="1" src="https://pixel.example/p.gif"></div></div><blockquote class="gmail_quote"><div>Merci</div></blockquote>`;
    const pasted = markdownOf(html);
    expect(pasted.text).toBe("Bonjour,\n\nÀ demain.\n\n> Merci");
    expect(pasted.remote).toEqual([]);
  });

  it("unfolds the tables that lay a newsletter out", () => {
    const html = `<table role="presentation"><tr><td><table><tr><td><h1>Titre</h1><p>Un.</p></td></tr></table></td></tr></table>`;
    expect(text(html)).toBe("## Titre\n\nUn.");
  });
});

describe("what is pasted from the web", () => {
  it("never runs, and asks for nothing", () => {
    const html = `<p onclick="boom()">Un <script>boom()</script><a href="javascript:boom()">deux</a> <img src=x onerror="boom()" alt="trois"><iframe src="https://a.example"></iframe></p><style>p{}</style>`;
    const pasted = markdownOf(html);
    expect(pasted.text).toBe("Un deux trois");
    expect(pasted.missing).toBe(1);
  });

  it("keeps pictures that come along, links to the others", () => {
    const html = `<p>Avant <img alt="Marée" src="data:image/png;base64,iVBORw0K Ggo="> après.</p><figure><img src="https://exemple.fr/photo.jpg?x=1" alt=""></figure>`;
    const pasted = markdownOf(html);
    expect(pasted.text).toBe(
      "Avant  après.\n\n⟦0⟧\n\n[photo.jpg](https://exemple.fr/photo.jpg?x=1)".replace("  ", " "),
    );
    expect(pasted.pictures).toEqual([{ name: "Marée", bytes: "iVBORw0KGgo=" }]);
    expect(pasted.remote).toEqual([
      { address: "https://exemple.fr/photo.jpg?x=1", name: "photo.jpg" },
    ]);
  });

  it("puts the link to a picture beside the link that was around it", () => {
    const html = `<p>Voir <a href="https://exemple.fr/page"><img src="https://exemple.fr/a.jpg" alt="La baie"></a> et <a href="https://exemple.fr/b">la <img src="https://exemple.fr/b.jpg" alt="grue"> jaune</a>.</p>`;
    expect(text(html)).toBe(
      "Voir [La baie](https://exemple.fr/a.jpg) et [la jaune](https://exemple.fr/b)[grue](https://exemple.fr/b.jpg).",
    );
  });

  it("keeps the no-break spaces and the quotation marks of French", () => {
    const html =
      "<p>Il dit\u00a0: <q>non</q>, puis «\u00a0oui\u00a0»\u202f! […] R&amp;D snake_case 5 * 3</p>";
    expect(text(html)).toBe(
      "Il dit\u00a0: «\u00a0non\u00a0», puis «\u00a0oui\u00a0»\u202f! […] R&D snake_case 5 \\* 3",
    );
  });

  it("keeps line breaks, and parts paragraphs at two of them", () => {
    expect(text("<p>Un<br>deux<br><br>trois</p>")).toBe("Un\\\ndeux\n\ntrois");
    expect(text("Un<br><br>deux <b>trois</b>")).toBe("Un\n\ndeux **trois**");
  });

  it("moves spaces out of emphasis, and joins its pieces", () => {
    expect(text("<p>Un <b>mot </b><b>gras</b> ici<i> </i>.</p>")).toBe("Un **mot gras** ici .");
  });
});
