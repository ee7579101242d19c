/* Finding in the list that the page holds. Asked for when the filters are first opened; nothing chosen or typed leaves it. */

/* One form for all ways to write a word: width, case, accents, katakana and lengthening make no difference. */
function folded(text) {
  return text.normalize("NFKC").toLowerCase().normalize("NFD").replace(/[\u0300-\u036f]/g, "").normalize("NFC")
    .replace(/đ/g, "d").replace(/[ァ-ヶ]/g, (c) => String.fromCharCode(c.charCodeAt(0) - 96)).replace(/[-‐–ー]/g, "");
}

/* Kana as it sounds, so that そうだん, sodan and sōdan are one. */
function sounded(kana) {
  return kana.replace(/ぢ/g, "じ").replace(/づ/g, "ず").replace(/を/g, "お")
    .replace(/([おこそとのほもよろごぞどぼぽょ])[うお]+/g, "$1").replace(/([うくすつぬふむゆるぐずぶぷゅ])う+/g, "$1");
}

const KANA = {
  "": "あいうえお", k: "かきくけこ", s: "さしすせそ", t: "たちつてと", n: "なにぬねの", h: "はひふへほ", m: "まみむめも",
  y: "やいゆえよ", r: "らりるれろ", w: "わいうえお", g: "がぎぐげご", z: "ざじずぜぞ", d: "だじずでど", b: "ばびぶべぼ", p: "ぱぴぷぺぽ",
};

/* Letters as kana, as Hepburn and Kunrei write them. */
function inKana(text) {
  return text.replace(/[ct](?=ch)|([bdfghjkpqrstwyz])(?=\1)/g, "っ")
    .replace(/m(?=[bpm])|n'|n(?![aiueoyn])|n(?=n)/g, "ん").replace(/んん/g, "ん")
    .replace(/sh(?=i)/g, "s").replace(/sh/g, "sy").replace(/ch(?=i)/g, "t").replace(/ch/g, "ty").replace(/ts(?=u)/g, "t")
    .replace(/j(?=[iy])/g, "z").replace(/j/g, "zy").replace(/fu/g, "hu").replace(/f([aieo])/g, (_, v) => "ふ" + "ぁぃぅぇぉ"["aiueo".indexOf(v)])
    .replace(/([ksthnmrgzdbp])y([aiueo])/g, (_, c, v) => KANA[c][1] + "ゃぃゅぇょ"["aiueo".indexOf(v)])
    .replace(/([kstnhmyrwgzdbp]?)([aiueo])/g, (_, c, v) => KANA[c]["aiueo".indexOf(v)]);
}

/* What was typed, as it sounds; "" where it is no Japanese. The last letters may wait for their vowel. */
function spoken(word) {
  const kana = sounded(inKana(word)).replace(/[a-z']+$/, "");
  return /^[ぁ-ゖ]{2,}$/.test(kana) ? kana : "";
}

function find(data) {
  const box = document.querySelector("details.filter"), form = box.querySelector("form"), typed = form.querySelector("[type=search]");
  const count = document.querySelector(".count"), clear = document.querySelector(".clear");
  const rows = [...document.querySelector(".list").children].map((row) => {
    const [codes, own] = data.windows[row.querySelector("h3 a").pathname.split("/").slice(-2)[0]];
    const has = codes.split(" "), number = row.querySelector(".num"), place = row.querySelector("[data-w]");
    const title = row.querySelector("h3").cloneNode(true);
    for (const furigana of title.querySelectorAll("rt")) furigana.remove();
    const texts = [title.textContent, number ? number.textContent : "", own, ...has.map((code) => data.words[code] || "")];
    const text = folded(texts.join(" "));
    return { row, has, place, text, sound: sounded(text) };
  });

  function show() {
    const open = tellOpen(), wanted = {}, words = folded(typed.value).split(/\s+/).filter(Boolean);
    const checked = [...form.querySelectorAll(":checked")].map((option) => option.value);
    for (const code of checked) (wanted[code[0]] = wanted[code[0]] || []).push(code);
    const fits = ({ has, place }) => Object.values(wanted).every((codes) => codes.some((code) => (code === "o" ? open.has(place) : has.includes(code))));
    const says = ({ text, sound }) => words.every((word) => text.includes(word) || (spoken(word) && sound.includes(spoken(word))));
    let shown = 0;
    for (const one of rows) {
      one.row.hidden = !(fits(one) && says(one));
      shown += !one.row.hidden;
    }
    const chosen = checked.length + (words.length > 0);
    box.querySelector(".n").textContent = chosen ? " (" + chosen + ")" : "";
    clear.hidden = !chosen;
    const said = shown ? count.dataset.count.replace("{count}", shown) : count.dataset.none;
    if (count.textContent !== said) count.textContent = said;
  }

  form.addEventListener("change", show);
  typed.addEventListener("input", (event) => event.isComposing || show());
  typed.addEventListener("compositionend", show);
  form.addEventListener("reset", () => setTimeout(show));
  clear.addEventListener("click", () => {
    form.reset();
    box.querySelector("summary").focus();
  });
  show();
}
