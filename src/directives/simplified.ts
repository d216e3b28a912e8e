/** Traditional characters, of Taiwan and Hong Kong too, beside the simplified ones that the tables here, and the names of units of money, are written in. */
const pairs = '並并 個个 優优 別别 則则 劇剧 動动 勻匀 區区 場场 塊块 寫写 幣币 廣广 後后 從从 態态 換换 搖摇 據据 攝摄 數数 斷断 於于 昇升 時时 暢畅 極极 機机 橫横 歐欧 沒没 滾滚 漸渐 無无 環环 畫画 稱称 積积 穩稳 級级 絲丝 經经 緊紧 緩缓 縫缝 縮缩 繞绕 繼继 續续 著着 蘭兰 號号 規规 視视 觀观 許许 變变 跡迹 蹤踪 軌轨 較较 輕轻 轉转 迴回 連连 進进 運运 過过 遠远 選选 鎖锁 鏡镜 長长 開开 隨随 靜静 頭头 顫颤 驟骤 鳥鸟 點点';

const simpler = new Map(pairs.split(' ').map((pair) => [pair.charAt(0), pair.charAt(1)]));
const any = new RegExp(`[${[...simpler.keys()].join('')}]`, 'g');

/** The same text with its traditional characters as the tables write them, as far as they know them. Offsets stay. */
export function simplified(text: string): string {
  return text.replace(any, (character) => simpler.get(character) ?? character);
}
