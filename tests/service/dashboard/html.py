"""A page as a tree: tests ask for elements, not for stretches of text."""

from lxml import html as lxml_html
from lxml.html import HtmlElement


class Html:
    """A parsed page."""

    def __init__(self, text: str) -> None:
        self.root = lxml_html.document_fromstring(text)

    def all(self, xpath: str) -> list[HtmlElement]:
        return self.root.xpath(xpath)

    def one(self, xpath: str) -> HtmlElement:
        found = self.all(xpath)
        assert len(found) == 1, f"{xpath}: {len(found)} elements"
        return found[0]

    def by_id(self, element_id: str) -> HtmlElement:
        return self.one(f"//*[@id='{element_id}']")

    def with_class(self, name: str) -> list[HtmlElement]:
        return self.all(f"//*[contains(concat(' ', normalize-space(@class), ' '), ' {name} ')]")

    def texts(self, xpath: str) -> list[str]:
        return [words(element) for element in self.all(xpath)]

    @property
    def language(self) -> str:
        return self.root.get("lang")

    @property
    def notice(self) -> str:
        return " ".join(words(one) for one in self.with_class("notice"))

    def links(self) -> list[str]:
        return [element.get("href") for element in self.all("//a[@href]")]

    def field(self, name: str) -> str:
        """What a form field holds, as the browser would send it."""
        (element,) = self.all(
            f"//input[@name='{name}'] | //textarea[@name='{name}'] | //select[@name='{name}']"
        )
        if element.tag == "textarea":
            return (element.text or "").removeprefix("\n")
        return element.value or ""

    def error_of(self, name: str) -> str:
        """What is said to be wrong with a field: found as a screen reader finds it."""
        (element,) = self.all(f"//*[@name='{name}'][@aria-invalid='true']")
        return words(self.by_id(element.get("aria-describedby")))


def words(element: HtmlElement) -> str:
    """The element's text as a person reads it."""
    return " ".join(element.text_content().split())
