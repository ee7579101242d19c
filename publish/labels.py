"""Japanese labels of the model's codes; translated like every other sentence."""

from directory.words import marked

CHANNELS = {
    "phone": (marked("電話"), "phone"),
    "chat": (marked("チャット"), "chat"),
    "line": (marked("LINE"), "line"),
    "sns": (marked("SNS"), "chat"),
    "email": (marked("メール"), "mail"),
    "fax": (marked("ファクス"), "fax"),
    "face-to-face": (marked("会って話す"), "door"),
    "letter": (marked("手紙"), "mail"),
    "web": (marked("ウェブサイト"), "out"),
    "online": (marked("オンライン"), "chat"),
    "web-interview": (marked("オンライン面談"), "chat"),
    "escort": (marked("一緒に行く"), "family"),
    "three-way-call": (marked("通訳を入れた三人の電話"), "phone"),
    "phone-interpretation": (marked("電話の通訳"), "globe"),
    "transfer": (marked("近くの窓口につながる"), "phone"),
}
TIERS = {
    "city": marked("市の窓口"),
    "prefecture": marked("県の窓口"),
    "national": marked("全国の窓口"),
    "private": marked("民間の団体"),
}
CHARGES = {"free": marked("無料"), "caller": marked("通話料がかかります"), None: marked("通話料は分かりません")}
NUMBERS = {
    "freedial": marked("フリーダイヤル"),
    "navidial": marked("ナビダイヤル"),
    "ip": marked("IP電話"),
}
STATUSES = {
    "sourced": marked("公式の頁"),
    "secondary": marked("報道やほかの団体の頁"),
    "from-memory": marked("頁が見つかりません"),
}
AVAILABILITY = {
    "active": marked("配っています（資料による）"),
    "planned": marked("これから始まる予定と書かれていました"),
    "unknown": marked("今も配っているか、分かりません"),
    "past-or-unknown": marked("前に配っていました。今も配っているか、分かりません"),
    "past": marked("前の配布です。終わったと思われます"),
}
ACCESSIBILITY = marked("ウェブアクセシビリティ")
WEEKDAY_NAMES = {"祝": marked("祝日"), "年末年始": marked("年末年始"), "毎日": marked("毎日"), "平日": marked("平日")}
NTH = {
    1: marked("第1"), 2: marked("第2"), 3: marked("第3"), 4: marked("第4"), 5: marked("第5"),
}  # fmt: skip
