import type * as vscode from 'vscode';

/**
 * Runs in the test's extension: a language model of its own, whose words are a script that goes on by what the tools answered,
 * and the loop that every agent is: ask the model, run the tools that it calls, give it their answers. The chat view itself
 * has no agent without an account, so the loop is the test's. Resolves to the tools called and the model's last words.
 */
export async function converse(api: typeof vscode, prompt: string): Promise<{ readonly called: readonly string[]; readonly said: string }> {
  type Answer = Readonly<Record<string, unknown>>;
  const textOf = (parts: readonly unknown[]): string => parts.map((part) => (part instanceof api.LanguageModelTextPart ? part.value : '')).join('');
  const next = (name: string | undefined, answer: Answer): { readonly call: string; readonly input: object } | { readonly say: string } => {
    const tasks = answer['tasks'] as readonly Answer[] | undefined;
    switch (name) {
      case undefined: return { call: 'hailuo_check', input: { prompt } };
      case 'hailuo_check': return answer['good'] === true ? { call: 'hailuo_quote', input: { shots: [{ prompt }] } } : { say: 'The prompt has problems.' };
      case 'hailuo_quote': return { call: 'hailuo_generate', input: { quoteId: answer['quoteId'], maxCost: answer['total'] } };
      case 'hailuo_generate': return { call: 'hailuo_wait', input: { ids: answer['ids'], seconds: 20 } };
      case 'hailuo_wait': return answer['done'] === true
        ? { call: 'hailuo_takes', input: { query: 'harbour' } }
        : { call: 'hailuo_wait', input: { ids: tasks?.map(({ id }) => id), seconds: 20 } };
      default: return { say: `Done: ${String((answer['takes'] as readonly Answer[])[0]?.['file'])}` };
    }
  };
  const provider: vscode.LanguageModelChatProvider = {
    provideLanguageModelChatInformation: () => [{ id: 'script', name: 'Script', family: 'script', version: '1', maxInputTokens: 10_000, maxOutputTokens: 10_000, capabilities: { toolCalling: true } }],
    provideLanguageModelChatResponse: (_model, messages, _options, progress) => {
      const parts = messages.flatMap(({ content }) => [...content]);
      const calls = parts.filter((part) => part instanceof api.LanguageModelToolCallPart);
      const answers = parts.filter((part) => part instanceof api.LanguageModelToolResultPart);
      const last = answers.at(-1);
      const step = next(calls.at(-1)?.name, last ? JSON.parse(textOf(last.content)) as Answer : {});
      progress.report('say' in step ? new api.LanguageModelTextPart(step.say) : new api.LanguageModelToolCallPart(`call-${String(calls.length)}`, step.call, step.input));
      return Promise.resolve();
    },
    provideTokenCount: () => Promise.resolve(1),
  };
  const registered = api.lm.registerLanguageModelChatProvider('scripted', provider);
  try {
    const [model] = await api.lm.selectChatModels({ vendor: 'scripted' });
    if (!model) throw new Error('VS Code offers no model of the extension.');
    const tools = api.lm.tools.filter(({ name }) => name.startsWith('hailuo_'));
    const messages = [api.LanguageModelChatMessage.User(`Make a video: ${prompt}`)];
    const called: string[] = [];
    for (let turn = 0; turn < 60; turn++) {
      const { stream } = await model.sendRequest(messages, { tools: [...tools] });
      const parts: unknown[] = [];
      for await (const part of stream) parts.push(part);
      const call = parts.find((part) => part instanceof api.LanguageModelToolCallPart);
      if (!call) return { called, said: textOf(parts) };
      called.push(call.name);
      const { content } = await api.lm.invokeTool(call.name, { input: call.input, toolInvocationToken: undefined });
      messages.push(api.LanguageModelChatMessage.Assistant([call]), api.LanguageModelChatMessage.User([new api.LanguageModelToolResultPart(call.callId, content)]));
    }
    throw new Error(`The conversation did not end: ${called.join(', ')}`);
  } finally {
    registered.dispose();
  }
}
