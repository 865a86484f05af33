// Every check is what a program that was written for OpenAI does. Writes {check: null | what went wrong} to the output.
import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import path from 'node:path';

const require = createRequire(path.join(process.env.ATOMIC_OPENAI_SDK, 'x.js'));
const sdk = require('openai');
const OpenAI = sdk.OpenAI ?? sdk.default;
const root = process.env.ATOMIC_URL;
const baseURL = new URL('v1', root).toString();
const client = new OpenAI({ baseURL, apiKey: 'sk-anything', maxRetries: 0 });
const question = (n) => [{ role: 'user', content: `What is the answer to question ${n}?` }];
const answer = (n) => `The answer to ${n} is ${n * 7919}.`;
const schema = { type: 'object', properties: { team: { type: 'string', enum: ['billing', 'support'] } }, required: ['team'], additionalProperties: false };
const tools = [{ type: 'function', function: { name: 'look_up', parameters: { type: 'object', properties: { input: { type: 'string' } } } } }];
const rejected = async (promise, type, status, code) => {
  const error = await promise.then(() => assert.fail('it was not refused'), (error) => error);
  assert.ok(error instanceof type, `${error?.constructor?.name}: ${error?.message}`);
  assert.equal(error.status, status);
  assert.equal(error.code, code);
  assert.ok(error.requestID);
};

const checks = {
  'models.list': async () => {
    const ids = [];
    for await (const model of client.models.list()) ids.push(model.id);
    for (const id of ['atomic', 'atomic/economy', 'atomic/chat', 'chat-first', 'vectors']) assert.ok(ids.includes(id), id);
  },
  'models.retrieve': async () => assert.equal((await client.models.retrieve('atomic/economy')).id, 'atomic/economy'),
  'chat.create': async () => {
    const completion = await client.chat.completions.create({ model: 'chat-first', messages: question(1), temperature: 0, max_tokens: 100, seed: 7, stop: ['###'] });
    assert.equal(completion.choices[0].message.content, answer(1));
    assert.equal(completion.choices[0].finish_reason, 'stop');
    assert.ok(completion.id.startsWith('chatcmpl-'));
    assert.ok(completion.usage.prompt_tokens > 0 && completion.usage.total_tokens > completion.usage.prompt_tokens);
    assert.ok(completion._request_id);
  },
  'chat.headers': async () => {
    const { data, response } = await client.chat.completions
      .create({ model: 'atomic/quality', messages: question(2), metadata: { atomic_max_cost_usd: '0.5', ticket: '17' } }, { headers: { 'x-atomic-explore': 'false' } })
      .withResponse();
    assert.equal(data.choices[0].message.content, answer(2));
    for (const name of ['x-request-id', 'x-atomic-id', 'x-atomic-bidder', 'x-atomic-model', 'x-atomic-plan', 'x-atomic-cost-usd']) assert.ok(response.headers.get(name), name);
    const explanation = await fetch(new URL(response.headers.get('x-atomic-explanation'), root));
    assert.equal(explanation.status, 200);
  },
  'chat.stream': async () => {
    const stream = await client.chat.completions.create({ model: 'chat-first', messages: question(3), stream: true });
    let text = '', chunks = 0, last;
    for await (const chunk of stream) {
      text += chunk.choices[0]?.delta?.content ?? '';
      chunks++;
      last = chunk;
    }
    assert.equal(text, answer(3));
    assert.ok(chunks > 3, 'real pieces arrive');
    assert.equal(last.choices[0].finish_reason, 'stop');
    assert.equal(last.atomic.bidder, 'chat-first');
  },
  'chat.stream.usage': async () => {
    const stream = client.chat.completions.stream({ model: 'chat-first', messages: question(4), stream_options: { include_usage: true } });
    const completion = await stream.finalChatCompletion();
    assert.equal(completion.choices[0].message.content, answer(4));
    assert.ok(completion.usage.total_tokens > 0);
  },
  'chat.parse': async () => {
    const completion = await client.chat.completions.parse({
      model: 'chat-first',
      messages: [{ role: 'user', content: 'Where is my invoice?' }],
      response_format: { type: 'json_schema', json_schema: { name: 'routing', strict: true, schema }, $brand: 'auto-parseable-response-format', $parseRaw: JSON.parse },
    });
    assert.equal(JSON.parse(completion.choices[0].message.content).team, 'billing');
  },
  'chat.tools': async () => {
    const completion = await client.chat.completions.create({ model: 'chat-first', messages: question(5), tools, tool_choice: 'auto' });
    const call = completion.choices[0].message.tool_calls[0];
    assert.equal(completion.choices[0].finish_reason, 'tool_calls');
    assert.equal(call.function.name, 'look_up');
    assert.deepEqual(JSON.parse(call.function.arguments), { input: 'What is the answer to question 5?' });
    const second = await client.chat.completions.create({
      model: 'chat-first',
      messages: [...question(5), completion.choices[0].message, { role: 'tool', tool_call_id: call.id, content: '39595' }],
    });
    assert.equal(second.choices[0].message.content, answer(5));
  },
  'chat.stream.tools': async () => {
    const completion = await client.chat.completions.stream({ model: 'chat-first', messages: question(6), tools }).finalChatCompletion();
    assert.equal(completion.choices[0].message.tool_calls[0].function.name, 'look_up');
  },
  'chat.n': async () => {
    const completion = await client.chat.completions.create({ model: 'chat-first', messages: question(7), n: 3 });
    assert.deepEqual(completion.choices.map((choice) => choice.index), [0, 1, 2]);
  },
  'errors.authentication': async () => {
    const stranger = new OpenAI({ baseURL, apiKey: 'atomic_0123456789abcdef_wrong', maxRetries: 0 });
    await rejected(stranger.models.list(), OpenAI.AuthenticationError, 401, 'invalid_api_key');
  },
  'errors.notFound': () => rejected(client.chat.completions.create({ model: 'gpt-none', messages: question(8) }), OpenAI.NotFoundError, 404, 'model_not_found'),
  'errors.badRequest': () => rejected(client.chat.completions.create({ model: 'atomic', messages: question(8), max_token: 5 }), OpenAI.BadRequestError, 400, 'unknown_parameter'),
  'errors.rateLimit': async () => {
    // With the retries that the client makes by itself: it is told that they would be in vain.
    const patient = new OpenAI({ baseURL, apiKey: 'sk-anything' });
    const began = Date.now();
    await rejected(patient.chat.completions.create({ model: 'atomic/broke', messages: question(9) }), OpenAI.RateLimitError, 429, 'insufficient_quota');
    assert.ok(Date.now() - began < 30_000);
  },
  'responses.create': async () => {
    const response = await client.responses.create({ model: 'chat-first', input: 'What is the answer to question 10?', instructions: 'Answer shortly.', max_output_tokens: 100 });
    assert.equal(response.output_text, answer(10));
    assert.equal(response.status, 'completed');
    assert.ok(response.usage.total_tokens > 0);
  },
  'responses.stream': async () => {
    let text = '';
    const types = [];
    for await (const event of await client.responses.create({ model: 'chat-first', input: [{ role: 'user', content: 'What is the answer to question 11?' }], stream: true })) {
      types.push(event.type);
      if (event.type === 'response.output_text.delta') text += event.delta;
    }
    assert.equal(text, answer(11));
    assert.equal(types[0], 'response.created');
    assert.equal(types.at(-1), 'response.completed');
    const final = await client.responses.stream({ model: 'chat-first', input: 'What is the answer to question 12?' }).finalResponse();
    assert.equal(final.output_text, answer(12));
  },
  'responses.parse': async () => {
    const response = await client.responses.create({ model: 'chat-first', input: 'Where is my invoice?', text: { format: { type: 'json_schema', name: 'routing', strict: true, schema } } });
    assert.equal(JSON.parse(response.output_text).team, 'billing');
  },
  'responses.state': () => rejected(client.responses.create({ model: 'chat-first', input: 'x', previous_response_id: 'resp_1' }), OpenAI.BadRequestError, 400, 'invalid_value'),
  'embeddings.base64': async () => {
    // The client asks for base64 by itself and gives numbers.
    const list = await client.embeddings.create({ model: 'vectors', input: ['red bicycle', 'blue bicycle'], dimensions: 16 });
    assert.equal(list.data.length, 2);
    assert.equal(list.data[1].embedding.length, 16);
    const length = Math.hypot(...list.data[0].embedding);
    assert.ok(Math.abs(length - 1) < 1e-3, `its length is ${length}`);
    assert.ok(list.usage.prompt_tokens > 0);
  },
  'embeddings.float': async () => {
    const [floats, packed] = await Promise.all(['float', 'base64'].map((encoding_format) => client.embeddings.create({ model: 'vectors', input: 'red bicycle', dimensions: 8, encoding_format })));
    const bytes = Buffer.from(packed.data[0].embedding, 'base64');
    floats.data[0].embedding.forEach((value, i) => assert.ok(Math.abs(value - bytes.readFloatLE(4 * i)) < 1e-6));
  },
  'embeddings.mixed': async () => {
    await rejected(client.embeddings.create({ model: 'atomic', input: 'x' }), OpenAI.BadRequestError, 400, 'invalid_value');
    await client.embeddings.create({ model: 'atomic', input: 'x' }, { headers: { 'x-atomic-mixed-vectors': 'allow' } });
  },
  abort: async () => {
    const { data: stream, response } = await client.chat.completions
      .create({ model: 'held-first', messages: question(13), stream: true }, { headers: { 'x-atomic-kind': 'held' } })
      .withResponse();
    for await (const chunk of stream) if (chunk.choices[0]?.delta?.content) break;
    stream.controller.abort();
    const self = new URL(`api/microtasks/${response.headers.get('x-atomic-id')}`, root);
    const end = await (await fetch(self, { headers: { prefer: 'wait=20' } })).json();
    assert.equal(end.status, 'cancelled');
  },
};

const outcomes = {};
for (const [name, check] of Object.entries(checks)) {
  try {
    await check();
    outcomes[name] = null;
  } catch (error) {
    outcomes[name] = String(error?.stack ?? error).slice(0, 1500);
  }
}

console.log(JSON.stringify(outcomes));
