"""The one list of languages offered, with what HTML, search engines, dates and the data call each of them."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Language:
    """One language of the site.

    `code` stands in addresses and file names, `tag` in `<html lang>`, `hreflang` where search engines look (None: they
    have no word for it), `locale` is CLDR's for dates, `spoken` the code that windows.yaml uses for the language.
    """

    code: str
    name: str
    tag: str
    hreflang: str | None
    locale: str
    spoken: str

    @property
    def prefix(self) -> str:
        """The first folder of the language's addresses: "" for the source language, else "en/"."""
        return "" if self.code == SOURCE else f"{self.code}/"


SOURCE = "ja"
# ja-easy falls under Japanese; BCP 47 registers "simple" as a variant of a language, hreflang does not know variants.
LANGUAGES = (
    Language("ja", "日本語", "ja", "ja", "ja", "ja"),
    Language("ja-easy", "やさしい日本語", "ja-simple", None, "ja", "ja"),
    Language("en", "English", "en", "en", "en_GB", "en"),
    Language("zh", "简体中文", "zh-Hans", "zh-Hans", "zh_Hans", "zh"),
    Language("zh-TW", "繁體中文", "zh-Hant-TW", "zh-Hant", "zh_Hant", "zh"),
    Language("ko", "한국어", "ko", "ko", "ko", "ko"),
    Language("pt-BR", "Português", "pt-BR", "pt-BR", "pt_BR", "pt"),
    Language("es", "Español", "es", "es", "es", "es"),
    Language("tl", "Filipino", "fil", "fil", "fil", "tl"),
    Language("vi", "Tiếng Việt", "vi", "vi", "vi", "vi"),
    Language("th", "ไทย", "th", "th", "th", "th"),
    Language("id", "Bahasa Indonesia", "id", "id", "id", "id"),
    Language("ne", "नेपाली", "ne", "ne", "ne", "ne"),
)
BY_CODE = {language.code: language for language in LANGUAGES}
# The name of each language that a window may speak, in that language.
SPOKEN_NAMES = {language.spoken: language.name for language in LANGUAGES if language.code not in ("ja-easy", "zh-TW")}
SPOKEN_NAMES |= {"zh": "中文", "ja-easy": "やさしい日本語"}
