/** What a passage speaks of, by its words: things that a camera sees, or things that people do with programs, papers and plans. */
export interface Subject {
  /** Words and Chinese characters. */
  readonly length: number;
  /** How many different words tell of a scene. */
  readonly seen: number;
  /** How many different words tell of something else. */
  readonly other: number;
}

/** Beings, places, weather, light, things one can film, and the words that prompts use for how they look. Stems; endings are free. */
const english = words(`
  man woman men women girl boy child children kid baby person people crowd figure face eye hand finger hair smile dancer singer soldier knight king queen astronaut robot detective chef baker farmer fisherman
  cat dog fox wolf horse bird gull owl tiger lion bear deer rabbit fish whale dragon butterfly bee elephant monkey
  crow raven sparrow pigeon heron swan duck goose goat sheep cow pony squirrel hedgehog dolphin shark turtle frog snake spider dinosaur
  street alley road bridge harbour harbor pier quay river lake sea ocean beach shore wave waterfall forest tree leaf leaves flower petal garden meadow field grass mountain hill valley desert canyon island cave barn farm orchard lighthouse windmill cafe tent shore meadow
  city skyline rooftop roof tower castle temple village house cottage kitchen room window door gate hallway corridor stairs staircase wall lamp lantern candle fireplace
  car train tram ship boat bicycle motorcycle plane airplane rocket spaceship
  sun sunrise sunset sunlight moon moonlight star sky cloud rain snow fog mist wind storm lightning thunder fire flame smoke steam dust sand shadow light glow neon dawn dusk twilight night morning evening
  red golden silver crimson pale misty foggy rainy snowy sunny dark bright glowing wet ancient old young tall tiny giant
  walk run jump dance leap drift float glide fly flies sing laugh cry cries whisper stare gaze gallop trot blink nod crawl climb swim kneel hug kiss hover creak drip melt bloom sway shimmer flicker glitter ripple crash pour fall
  cinematic film photorealistic realistic bokeh closeup slow-motion silhouette reflection horizon foreground background
  coat dress hat umbrella sword guitar piano violin kite book clock cup coffee tea bread oven table chair`);
const chinese = /一[只隻位名个個条條座片辆輛朵匹艘群道束盏盞]|两[只隻位个個人]|[猫貓狗狐狼马馬鸟鳥龙龍鱼魚虎鹿兔鹤鶴鹰鷹鸥鷗蝶]|乌鸦|烏鴉|麻雀|燕子|孔雀|[凤鳳]凰|[鲸鯨][鱼魚]|[狮獅]子|小[熊猪豬羊牛鸭鴨鹅鵝鸡雞]|女孩|男孩|女人|男人|少女|少年|老人|孩子|小孩|姑娘|舞者|武士|剑客|劍客|宇航员|宇航員|机器人|機器人|行人|人群|她|脸|臉|眼|手指|长发|長髮|微笑|[雨雪雾霧云雲]|风吹|風吹|[海河湖江溪浪]|[山峰谷]|森林|竹林|树|樹|[花草叶葉瓣]|街|巷|[桥橋]|[窗门門]|屋顶|屋頂|城市|村|古镇|古鎮|寺|塔|庭院|[钟鐘][楼樓声聲]|城[墙牆门門]|屋檐|石[阶階]|小巷|火[车車]|[马馬][车車]|帆船|[码碼][头頭]|灯塔|燈塔|沙[滩灘漠]|瀑布|草原|[麦麥稻]田|雪山|[悬懸]崖|[湖水江海][面边邊]|[朝晚]霞|彩虹|[烟煙]花|落[叶葉]|[樱櫻梅荷]花|竹[叶葉子]|厨房|廚房|房间|房間|走廊|台阶|[灯燈]|烛|燭|火光|火焰|烟|煙|阳光|陽光|月光|月亮|星空|星光|夕阳|夕陽|日落|日出|黄昏|黃昏|清晨|黎明|夜晚|夜色|雨夜|深夜|天空|影子|光线|光線|霓虹|波光|倒影|电影感|電影感|画面|畫面|镜头|鏡頭|运镜|運鏡|奔跑|跑过|跑過|走过|走過|走进|走進|走向|飞过|飛過|飞翔|飄|飘|闪烁|閃爍|微风|微風|落下|升起|转身|轉身|回头|回頭|跳舞|起舞|凝望|站在|坐在|雨伞|雨傘|红色|紅色|金色|缓缓|緩緩|慢慢|咖啡|茶|列车|列車|电车|電車|汽车|汽車|小船|渔船|漁船|帆/gu;

/** Programs, papers, plans, trade: what speaks of brackets for other reasons. */
const englishOther = words(`
  click clicks press tap hit toggle select choose drag button menu toolbar shortcut hotkey keyboard mouse cursor scroll slider checkbox dropdown tooltip dialog popup widget pane tab ctrl cmd alt shift esc
  option setting config parameter param argument flag command syntax directive keyword vocabulary alias function method class api endpoint callback event handler property attribute default value
  bug issue fixed fixes bugfix feature added adds removed changed deprecated release version changelog commit merge pull-request pr docs documentation readme tutorial guide reference section chapter appendix page
  see usage use uses used using usable available supported supports unsupported support means meaning denotes refers example examples e.g i.e etc todo task tasks ticket status pending done
  meeting agenda budget sprint deadline plan plans project team customer client invoice payment price sales market trend quarter report rent
  deploy build server database log logs error warning install upgrade migrate test tests code repo file files folder editor viewport viewer canvas layer map zoomed enlarge shrink enlarges scale percent user users
  patient dose tablet bottle device plug cable drawer lever handle screw valve battery recipe ingredients step steps instructions
  prompt prompts model models camera-moves movement movements move moves list following either both instead replace`);
const chineseOther = /点击|點擊|单击|單擊|双击|雙擊|按钮|按鈕|按键|按鍵|菜单|選單|菜單|快捷键|快捷鍵|工具栏|工具列|设置|設置|設定|选项|選項|参数|參數|命令|指令|语法|語法|函数|函數|接口|数据|數據|数据库|用户|用戶|状态|狀態|待办|待辦|任务|任務|项目|項目|专案|專案|计划|計劃|进度|進度|会议|會議|评审|評審|版本|修复|修復|新增|发布|發布|部署|需求|负责人|負責人|本周|本週|本月|季度|销量|銷量|销售|銷售|价格|價格|成本|预算|預算|房租|股价|股價|指数|指數|市场|市場|客户|客戶|合同|合約|文档|文檔|文件|章节|章節|见上|见下|详见|詳見|参见|參見|如图|如圖|步骤|步驟|说明|說明|示例|例如|支持|表示|用于|用於|意思|对应|對應|提示词|提示詞|模型|或者|％|%|元\b|工资|工資|支出|收入|元$|等待|完成|测试|測試|血压|血壓|气温|氣溫|温度|溫度|水位|比率|利率/gu;

function words(list: string): RegExp {
  const stems = list.trim().split(/\s+/).map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`(?<![\\p{L}\\p{N}])(?:${stems.join('|')})(?:s|es|ed|d|ing|ning|ping|y|'s)?(?![\\p{L}\\p{N}])`, 'giu');
}

/** Reads a passage, which should come without its brackets. Linear time. */
export function subjectOf(text: string): Subject {
  const different = (...patterns: readonly RegExp[]) => new Set(patterns.flatMap((pattern) => text.toLowerCase().match(pattern) ?? [])).size;
  return {
    length: text.match(/\p{Script=Han}|[\p{L}\p{N}]+(?:['’-][\p{L}\p{N}]+)*/gu)?.length ?? 0,
    seen: different(english, chinese), other: different(englishOther, chineseOther),
  };
}
