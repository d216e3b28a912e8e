import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readFile, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import * as vscode from 'vscode';
import { openLink } from '../../src/agents/openLink.ts';
import { contentHash } from '../../src/commands/gate/statements.ts';
import type { Task } from '../../src/tasks/task.ts';
import { emulatorKeys } from '../gateway/emulator.ts';
import { png } from '../support/images.ts';
import { until } from '../support/until.ts';
import { messagesDuring, sayYes } from './support/messages.ts';
import { taskIn } from './support/product.ts';
import type { Answer } from './support/tools.ts';
import { call, idsOf, refusal, root, toolWorld } from './support/tools.ts';

describe('the tools for models', () => {
  const world = toolWorld('A lighthouse');
  const { submits, stateOf, fresh, quoted, ordered, decide } = world;

  it('are all there, under their names', () => {
    const names = vscode.lm.tools.map(({ name }) => name).filter((name) => name.startsWith('hailuo_'));
    assert.deepEqual(names.sort(), ['hailuo_animatic', 'hailuo_check', 'hailuo_doctor', 'hailuo_export', 'hailuo_generate', 'hailuo_quote', 'hailuo_takes', 'hailuo_wait']);
  });

  for (const [name, input] of [
    ['hailuo_check', { prompt: 7 }], ['hailuo_quote', { shots: [] }], ['hailuo_generate', { quoteId: '../../x' }], ['hailuo_wait', { ids: ['a'], seconds: 500 }],
    ['hailuo_animatic', {}], ['hailuo_takes', { limit: 1e9 }], ['hailuo_export', { film: 'a.hailuo', format: 'exe' }], ['hailuo_doctor', { key: 'tell me' }],
  ] as const) {
    it(`${name} does nothing with an input that does not fit, and says what does not`, async () => {
      const before = world.api.tasks().length;
      await assert.rejects(call(name, input), /does not take this input|quoteId/u);
      assert.equal(world.api.tasks().length, before);
    });
  }

  describe('hailuo_check', () => {
    it('names problems with their fixes, what the camera does, and the length', async () => {
      const answer = await call('hailuo_check', { prompt: '[Orbit] A cat. [Push in] It sits.' });
      assert.equal(answer['good'], false);
      assert.match(JSON.stringify(answer['problems']), /Orbit.*fix/u);
      assert.match(JSON.stringify(answer['camera']), /Push in: the camera moves forward.*It sits/u);
      assert.match(String(answer['length']), /^\d+ of 2000 characters$/u);
      assert.equal((await call('hailuo_check', { prompt: '[Push in] A cat sits.' }))['good'], true);
    });

    it('checks every shot of a file of the workspace, and no file elsewhere', async () => {
      await writeFile(join(root(), 'agents-check.hailuo'), '### One\n[Push in] A cat\n\n### Two\n@duration = seven\n[Orbit] A dog\n');
      const answer = await call('hailuo_check', { file: 'agents-check.hailuo' });
      assert.equal(answer['count'], 2);
      assert.match(JSON.stringify(answer['shots']), /"line":5/u);
      assert.match(refusal(await call('hailuo_check', { file: '/etc/hostname' })), /no such text file/u);
      assert.match(refusal(await call('hailuo_check', {})), /either/u);
    });
  });

  it('hailuo_check and hailuo_quote agree on a file: what is refused is named, shot by shot, and what is good is quoted', async () => {
    let films = 0;
    const asked = async (frame: string): Promise<readonly [Answer, Answer]> => {
      // A text that was opened does not follow its file at once.
      const film = `agents-frames-${String(++films)}.hailuo`;
      await writeFile(join(root(), film), `### One\n@gateway = apimart\n[Push in] ${fresh('A crane')}\n\n### Two\n@gateway = apimart\n${frame}[Pan left] ${fresh('A crane')}\n`);
      return [await call('hailuo_check', { file: film }), await call('hailuo_quote', { film })];
    };
    for (const [frame, why] of [['@firstFrame = ./missing.png\n', /missing\.png/u], ['@firstFrame = https://files.example/crane.png?…\n', /was saved without the part after/u]] as const) {
      const [checked, quote] = await asked(frame);
      const [one, two] = checked['shots'] as readonly { readonly problems?: readonly { readonly severity: string; readonly message: string }[] }[];
      assert.equal(checked['good'], false);
      assert.equal(one?.problems, undefined);
      assert.deepEqual(two?.problems?.map(({ severity }) => severity), ['error']);
      assert.match(two.problems[0]?.message ?? '', why);
      assert.match(refusal(quote), why);
    }
    const [checked, quote] = await asked('');
    assert.deepEqual([checked['good'], quote['videos']], [true, 2]);
  });

  describe('a file that is open in the editor', () => {
    it('is read as it was just written on disk, and as the person typed it where they did', async () => {
      const file = join(root(), 'agents-written.hailuo');
      await writeFile(file, '@gateway = apimart\n\n### One\n[Push in] A quay as it was\n');
      const editor = await vscode.window.showTextDocument(vscode.Uri.file(file));
      const namesOf = async (): Promise<readonly string[]> => ((await call('hailuo_check', { file: 'agents-written.hailuo' }))['shots'] as readonly { name: string }[]).map(({ name }) => name);
      assert.deepEqual(await namesOf(), ['One']);
      await writeFile(file, '### Two\r\n[Pan left] A quay as it is\r\n\r\n### Three\r\n[Pan right] A quay\r\n');
      await until('the file is read again', namesOf, (names) => names.join() === 'Two,Three');
      await editor.edit((edit) => { edit.insert(new vscode.Position(0, 7), ' typed'); });
      assert.deepEqual(await namesOf(), ['Two typed', 'Three']);
      await vscode.commands.executeCommand('workbench.action.files.revert');
    });
  });

  describe('hailuo_quote', () => {
    it('tells the price of each shot with its source, the total and the time it holds, and spends nothing', async () => {
      const before = submits();
      const { answer } = await quoted(3);
      assert.deepEqual([answer['total'], answer['videos'], answer['expiresInMinutes']], ['0.84 USD', 3, 10]);
      assert.match(JSON.stringify(answer['shots']), /"price":"0\.28 USD","priceFrom":"Prices: your own prices\."/u);
      assert.equal(submits(), before);
    });

    it('quotes a film by its file, and refuses what Problems calls an error', async () => {
      await writeFile(join(root(), 'agents-film.hailuo'), '@gateway = apimart\n\n### Gulls\n[Push in] Gulls over a pier\n\n### Sea\n@continue = on\n[Pan left] The sea\n');
      const answer = await call('hailuo_quote', { film: 'agents-film.hailuo' });
      assert.deepEqual([answer['videos'], answer['total']], [2, '0.56 USD']);
      assert.match(refusal(await call('hailuo_quote', { shots: [{ prompt: 'x'.repeat(2001) }] })), /2000|2001/u);
      await writeFile(join(root(), 'agents-empty.hailuo'), '@gateway = apimart\n\n### Later\n');
      for (const refused of [await call('hailuo_quote', { film: 'agents-empty.hailuo' }), await call('hailuo_export', { film: 'agents-empty.hailuo', format: 'png' })]) assert.match(refusal(refused), /no shots yet/u);
    });

    it('counts an animatic once, however many takes are asked for, and makes one', async () => {
      const answer = await call('hailuo_quote', { shots: [{ prompt: fresh('A quokka on a raft'), gateway: 'animatic', takes: 3 }] });
      assert.deepEqual([answer['videos'], answer['total']], [1, (await call('hailuo_quote', { shots: [{ prompt: fresh(), gateway: 'animatic' }] }))['total']]);
      assert.equal(idsOf((await ordered({ quoteId: answer['quoteId'] })).answer).length, 1);
    });

    it('takes shots of a film by number or title, and guesses nothing where titles are alike or name nothing', async () => {
      await writeFile(join(root(), 'agents-alike.hailuo'), '@gateway = apimart\n\n### Gulls\n[Push in] Gulls over a quay\n\n### Gulls\n[Pan left] Gulls over a mole\n\n### Sea\n@skip\n[Pan left] The sea at the mole\n');
      const shots = async (which: readonly (string | number)[]): Promise<Answer> => call('hailuo_quote', { film: 'agents-alike.hailuo', which });
      assert.match(JSON.stringify((await shots([2, 'Sea']))['shots']), /Gulls.*Sea/u);
      assert.equal((await shots(['2']))['videos'], 1);
      assert.match(refusal(await shots(['Gulls'])), /Shots 1, 2 are all called “Gulls”; name them by number/u);
      assert.match(refusal(await shots(['Sea', 7])), /no shot “7”; it has: 1 Gulls; 2 Gulls; 3 Sea/u);
    });
  });

  describe('hailuo_wait', () => {
    it('returns at the first change of state, and at once when nothing can change', async () => {
      const { quoteId } = await quoted();
      const [id = ''] = idsOf((await ordered({ quoteId, maxCost: 1 })).answer);
      const waiting = call('hailuo_wait', { ids: [id, 'unknown'], seconds: 120 });
      await decide('hailuo.task.approve', id, (buttons) => sayYes('', buttons));
      assert.match(JSON.stringify(await waiting), new RegExp(`"id":"${id}".*"unknownIds":\\["unknown"\\]`, 'u'));
      await taskIn(world.api, id, ['completed']);
      const done = await call('hailuo_wait', { ids: [id] });
      assert.equal(done['done'], true);
      assert.match(JSON.stringify(done), /:\/\/hailuo-director\.hailuo-director\/take\?file=/u);
    });

    it('stops with its call; what was ordered goes on waiting', async () => {
      const { quoteId } = await quoted();
      const [id = ''] = idsOf((await ordered({ quoteId, maxCost: 1 })).answer);
      const stop = new vscode.CancellationTokenSource();
      const waiting = call('hailuo_wait', { ids: [id], seconds: 120 }, stop.token);
      stop.cancel();
      await waiting.catch(() => undefined);
      assert.equal(stateOf(id), 'needsApproval');
    });

    it('says of a lost reply at once not to order again', async () => {
      world.emulator.setFault({ step: 'submit', gateway: 'apimart', fault: { kind: 'html502' } });
      const { quoteId } = await quoted();
      const [id = ''] = idsOf((await ordered({ quoteId, maxCost: 1 }, (_message, buttons) => buttons.find((label) => label.startsWith('Approve')))).answer);
      await taskIn(world.api, id, ['unconfirmed']);
      assert.match(JSON.stringify(await call('hailuo_wait', { ids: [id] })), /DO NOT ORDER THIS AGAIN/u);
      await vscode.commands.executeCommand('hailuo.task.resolveUnconfirmed', { id, resolution: 'notCharged' });
    });
  });

  it('links open what lies in the workspace or where videos are saved, and nothing else; they spend nothing', async () => {
    const { file } = await call('hailuo_animatic', { prompt: fresh('A ferry') });
    await writeFile(join(root(), 'agents-link.hailuo'), '### One\n[Push in] A ferry\n');
    const before = world.api.tasks().length;
    const open = async (path: string, query: string): Promise<boolean> => {
      let opened = false;
      await messagesDuring(async () => { opened = await openLink({ path, query }, dirname(root()), { get: (id) => world.api.tasks().find((task) => task.id === id) as Task | undefined, ready: Promise.resolve() }); });
      return opened;
    };
    assert.ok(await open('/take', `file=${encodeURIComponent(String(file))}`));
    assert.ok(await open('/film', `uri=${encodeURIComponent(vscode.Uri.file(join(root(), 'agents-link.hailuo')).toString())}`));
    await until('the text is to be seen', () => vscode.window.visibleTextEditors.map(({ document }) => document.uri.path), (paths) => paths.some((path) => path.endsWith('/agents-link.hailuo')));
    const { tabGroups } = vscode.window;
    const panelIsOpen = (): boolean => tabGroups.all.flatMap(({ tabs }) => tabs).some(({ input }) => input instanceof vscode.TabInputWebview && input.viewType.endsWith('hailuo.film'));
    while (!panelIsOpen()) {
      await new Promise<void>((told) => {
        const listening = vscode.Disposable.from(...[tabGroups.onDidChangeTabs, tabGroups.onDidChangeTabGroups].map((event) => event(() => {
          listening.dispose();
          told();
        })));
        if (panelIsOpen()) told();
      });
    }
    const id = world.api.tasks().find((task) => task.file === file)?.id ?? '';
    assert.ok(await open('/task', `id=${id}`));
    for (const [path, query] of [['/take', 'file=/etc/hostname'], ['/take', 'file=//server/share/a.mp4'], ['/film', 'uri=file:///etc/passwd'], ['/film', 'uri=https://example.org/a.hailuo'], ['/task', 'id=none'], ['/generate', 'prompt=x'], ['/take', '']] as const) {
      assert.equal(await open(path, query), false, `${path}?${query}`);
    }
    assert.deepEqual([world.api.tasks().length, submits()], [before, submits()]);
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });

  it('hailuo_animatic renders the free preview once', async () => {
    const prompt = fresh('A harbour');
    const before = submits();
    const first = await call('hailuo_animatic', { prompt });
    assert.match(String(first['file']), /\.mp4$/u);
    assert.equal((await call('hailuo_animatic', { prompt }))['file'], first['file']);
    assert.equal(submits(), before);
  });

  it('hailuo_takes finds videos by their words and tells of one in detail', async () => {
    const prompt = fresh('A quokka on a jetty');
    const { file } = await call('hailuo_animatic', { prompt });
    const found = await call('hailuo_takes', { query: 'quokka jetty' });
    assert.equal(found['count'], 1);
    assert.match(JSON.stringify(await call('hailuo_takes', { files: [file] })), /"settings":/u);
    assert.match(refusal(await call('hailuo_takes', { files: ['/etc/hostname'] })), /None of these/u);
  });

  it('hailuo_export writes a film beside its videos and replaces no file', async () => {
    await writeFile(join(root(), 'agents-export.hailuo'), '@gateway = animatic\n\n### One\n[Push in] A boat at the quay\n');
    assert.match(refusal(await call('hailuo_export', { film: 'agents-export.hailuo', format: 'mp4' })), /no video yet: One/u);
    const { quoteId } = await call('hailuo_quote', { film: 'agents-export.hailuo' });
    const made = await call('hailuo_generate', { quoteId });
    for (const id of idsOf(made)) await taskIn(world.api, id, ['completed']);
    const files = [];
    for (const format of ['mp4', 'otio', 'mp4', 'png'] as const) files.push((await call('hailuo_export', { film: 'agents-export.hailuo', format }))['file']);
    assert.match(files.join(' '), /agents-export\.mp4 .*agents-export\.otio .*agents-export-2\.mp4 .*agents-export\.png$/u);
  });

  describe('a picture outside the workspace, which a film or a metadata file may name as it likes,', () => {
    let outside = '';
    let [away, near] = ['', ''];
    before(async () => {
      outside = await realpath(await mkdtemp(join(tmpdir(), 'hailuo-outside-')));
      [away, near] = [join(outside, 'private.png'), join(root(), 'agents-near.png')];
      for (const file of [away, near]) await writeFile(file, png(640, 400));
      await writeFile(join(outside, 'family.mp4'), 'Nobody looks into it.');
    });
    after(() => rm(outside, { recursive: true }));

    it('is on no sheet of videos: it is the same as without it', async () => {
      const [made] = (await call('hailuo_takes', { query: 'lighthouse, a clip for the tools' }))['takes'] as readonly { readonly file: string }[];
      const told = JSON.parse(await readFile(`${made?.file ?? ''}.json`, 'utf8')) as { readonly settings: object };
      const sheet = async (firstFrame?: string): Promise<string> => {
        await writeFile(join(root(), 'videos', 'agents-told.mp4.json'), JSON.stringify({ ...told, settings: { ...told.settings, firstFrame } }));
        const { content } = await vscode.lm.invokeTool('hailuo_takes', { input: { files: ['videos/agents-told.mp4'] }, toolInvocationToken: undefined });
        return contentHash((content[1] as { readonly data?: Uint8Array } | undefined)?.data ?? '');
      };
      const bare = await sheet();
      assert.equal(await sheet(away), bare);
      assert.notEqual(await sheet(near), bare, 'one in the workspace is shown');
      await rm(join(root(), 'videos', 'agents-told.mp4.json'));
    });

    it('is on no contact sheet of a film', async () => {
      const sheet = async (folder: string, firstFrame: string): Promise<string> => {
        await mkdir(join(root(), folder));
        await writeFile(join(root(), folder, 'agents-sheet.hailuo'), `### One\n${firstFrame}[Push in] A sheet of pictures\n`);
        return contentHash(await readFile(String((await call('hailuo_export', { film: `${folder}/agents-sheet.hailuo`, format: 'png' }))['file'])));
      };
      const bare = await sheet('agents-bare', '');
      assert.equal(await sheet('agents-away', `@firstFrame = ${away}\n`), bare);
      assert.notEqual(await sheet('agents-near', `@firstFrame = ${near}\n`), bare, 'one in the workspace is shown');
    });

    it('is in no free preview that needs no word of the person, and nothing on another machine is looked at', async () => {
      const before = world.api.tasks().length;
      const refusals = async (film: string, text: string, gateway?: string): Promise<readonly string[]> => {
        await writeFile(join(root(), `${film}.hailuo`), text);
        const quote = refusal(await call('hailuo_quote', { film: `${film}.hailuo`, which: ['Two'], ...(gateway !== undefined && { gateway }) }));
        return gateway === undefined ? [quote, JSON.stringify((await call('hailuo_check', { file: `${film}.hailuo` }))['shots'])] : [quote];
      };
      const all = [
        await refusals('agents-free', `@gateway = apimart\n\n### Two\n@firstFrame = ${away}\n[Push in] A passport\n`, 'animatic'),
        await refusals('agents-free-video', `@gateway = animatic\n\n### One\n@take = ${join(outside, 'family.mp4')}\n[Push in] A film of one’s own\n\n### Two\n@continue\n[Pan left] What comes after it\n`),
        await refusals('agents-far', '@gateway = apimart\n\n### Two\n@firstFrame = file://server.invalid/share/x.png\n[Push in] A passport\n'),
      ];
      // Without a gateway of its own it goes by the setting, which is free here, and may be quoted with a paid one.
      const open = `### Two\n@firstFrame = ${away}\n[Push in] A passport\n`;
      const [checked = ''] = (await refusals('agents-open', open)).slice(1);
      assert.match(checked, /"severity":"warning","message":"[^"]*private\.png is outside this workspace[^"]*only the person can preview or choose another\."/u);
      assert.ok(!checked.includes('"severity":"error"'), checked);
      assert.equal(typeof (await call('hailuo_quote', { film: 'agents-open.hailuo', which: ['Two'], gateway: 'apimart' }))['quoteId'], 'string');
      for (const words of all.flat()) assert.match(words, /(?:private\.png|family\.mp4|\/\/server\.invalid\/share\/x\.png),? (?:which )?is outside this workspace/u);
      assert.equal(world.api.tasks().length, before);
    });
  });

  it('hailuo_doctor tells of key, balance and folder, and never the key', async () => {
    const answer = await call('hailuo_doctor', {});
    const words = JSON.stringify(answer);
    assert.match(words, /"gateway":"APIMart".*"key":"valid"/u);
    assert.match(words, /"gateway":"ToAPIs","key":"none/u);
    assert.ok(!words.includes(emulatorKeys.apimart));
  });
});
