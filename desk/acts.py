"""What the log calls what was done, as staff read it. Every act that is written has its words here; a test looks."""

ACTS = {
    # the record
    "read": "開いた",
    "search": "探した",
    "write": "新しく書いた",
    "begin change": "書きかえを始めた",
    "change": "書きかえた",
    "throw draft away": "下書きを捨てた",
    "second name": "もう一人の名前を入れた",
    "finish": "約束を済ませた",
    "search call": "居場所を探る電話を確かめた",
    "look at who opened": "だれが開いたかを見た",
    # the person
    "give to person": "人の記録に入れた",
    "join": "同じ方としてまとめた",
    "part": "もとに分けた",
    "hand over": "引き継いだ",
    "take over": "引継ぎを読んだ",
    "consent": "同意を書いた",
    "consent withdrawn": "同意の取り消しを書いた",
    "refer": "紹介を始めた",
    "referral step": "紹介を進めた",
    "referral stopped": "紹介が止まった理由を書いた",
    "slip returned": "紹介番号を受け取った",
    "prepare disclosure": "開示の準備をした",
    # the call-back
    "take envelopes": "封筒を受け取った",
    "open again": "開けなかった封筒を開けてみた",
    "claim": "担当になった",
    "reveal": "番号を出してかけた",
    "result": "電話の結果を書いた",
    "rang": "本人からの電話で終えた",
    "stop": "かけずに終えた",
    "hand back": "担当を外した",
    "decide": "主任が決めた",
    # the figures
    "give out": "表を外に出した",
    "export": "表をファイルにした",
    # the office
    "sign-in": "入った",
    "sign-in refused": "入れなかった",
    "sign-out": "終わった",
    "account begun": "利用を始めた",
    "invite": "招待した",
    "invite again": "招待しなおした",
    "close account": "利用を止めた",
    "add choice": "選択肢を足した",
    "retire choice": "選択肢をやめた",
    "bring choice back": "選択肢をもどした",
    "look at import": "Excel を確かめた",
    "import": "Excel から入れた",
    "list for purge": "消す時期のものを見た",
    "purge text": "期限の過ぎた文章を消した",
    "watch looked at": "多く開いた知らせを確かめた",
    "read log": "ログを見た",
    "export all": "すべて取り出した",
    "backup": "控えを取った",
}


def said(act: str) -> str:
    """Return an act in the staff's words."""
    return ACTS.get(act, act)
