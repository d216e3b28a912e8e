import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { canSet } from '../../src/animatic/render/caption/typeset.ts';
import { noticeFor, placeholderLabel } from '../../src/animatic/render/words.ts';
import { directives } from '../../src/directives/vocabulary.ts';
import { traditional } from '../../scripts/traditional.ts';
import { root } from '../support/places.ts';

const read = (path: string): readonly string[] => Object.values(JSON.parse(readFileSync(join(root, path), 'utf8')) as Record<string, string>);
const sentences = [...read('media/l10n/bundle.l10n.zh-cn.json'), ...read('package.nls.zh-cn.json')];

test('Traditional Chinese keeps every place for a value, every command and every address', () => {
  const marks = (text: string): readonly string[] => text.match(/\{\d+\}|`[^`]*`|\]\([^)]*\)|\$\([\w~-]+\)|@\w+/gu) ?? [];
  assert.deepEqual(sentences.filter((text) => marks(text).join() !== marks(traditional(text)).join()), []);
});

test('Traditional Chinese leaves directives as the gateways document them', () => {
  for (const { zh } of directives) assert.equal(traditional(`插入 [${zh}]，【${zh}】`), `插入 [${zh}]，【${zh}】`);
});

test('Traditional Chinese turns the words of links and pictures, which stand in brackets, too', () => {
  assert.equal(traditional('[试用示例](command:hailuo.trySample)、![摄影机推进](a.webp)、[推进]'), '[試用示例](command:hailuo.trySample)、![攝影機推進](a.webp)、[推进]');
});

test('Traditional Chinese has the words of software in Taiwan', () => {
  assert.equal(traditional('打开文件夹，设置密钥，下载视频'), '開啟資料夾，設定金鑰，下載影片');
  assert.equal(traditional('没有收到响应，影片的最后一帧'), '沒有收到回應，短片的最後一個影格');
  assert.equal(traditional('“{0}”是只读的：没有写入权限，账户余额不足'), '「{0}」是唯讀的：沒有寫入權限，帳戶餘額不足');
});

test('no simplified character is left outside of directives', () => {
  const left = /[们这设时对发频镜运动网错误请择闭开图观质复]/u;
  const words = sentences.map((text) => traditional(text).replace(/[[【][^\]】]*[\]】]/gu, ''));
  assert.deepEqual(words.filter((text) => left.test(text)), []);
});

test('no word of the mainland is left that a colleague in Taiwan would stumble over', () => {
  const mainland = /默認|信息|視頻|視訊|文件夾|屏幕|鼠標|網絡|訪問|證書|賬戶|賬號|超時|(?<!網)域名|充值|日誌|列表|重定向|會話|跟蹤|數據|文本|許可權|隻讀|係統|余額|(?<!浮)水印|添加|打開|查找|選中|轉到|驅動器|註釋|註冊表|丟失|反饋|智慧體|智能|發送|[“”]/u;
  const words = sentences.map((text) => traditional(text));
  assert.deepEqual(words.filter((text) => mainland.test(text)), []);
});

test('what a frame says of itself can be drawn in it', () => {
  const words = JSON.parse(readFileSync(join(root, 'media/l10n/bundle.l10n.zh-cn.json'), 'utf8')) as Readonly<Record<string, string>>;
  for (const sentence of [noticeFor(undefined), noticeFor('https://nowhere.invalid/a.png'), placeholderLabel()]) {
    const said = traditional(words[sentence] ?? '');
    assert.ok(said !== '' && canSet(said), `run scripts/make-glyphs.mjs with the characters of: ${said}`);
  }
});
