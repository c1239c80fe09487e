// node clients/node/stream.mjs "What is 18 % of 12400?" [thread_id]
// Prints the answer as it comes about, over broken connections too; Ctrl-C stops the run.
import { Polymath, Refused } from './polymath.mjs';

const [message = 'What is 18 % of 12400?', thread] = process.argv.slice(2);
const polymath = new Polymath(process.env.POLYMATH_URL);
let runId;

process.on('SIGINT', async () => {
  if (runId) await polymath.cancel(runId);
  process.exit(130);
});

try {
  for await (const { event, data } of polymath.stream({
    message,
    ...(thread && { thread_id: thread }),
  })) {
    if (event === 'run.started') runId = data.run_id;
    if (event === 'tool.started') console.error(`· ${data.tool}`);
    if (event === 'message.delta') process.stdout.write(data.text);
    if (event === 'message.reset') process.stdout.write('\n');
    if (event === 'tool.finished') console.error(`receipt ${polymath.url}/receipts/${data.receipt_id}`);
    if (event === 'interrupt') console.error(data.question);
    if (event === 'run.completed') process.stdout.write('\n');
    if (event === 'run.failed') {
      console.error(data.problem.detail);
      process.exitCode = 1;
    }
  }
} catch (error) {
  if (!(error instanceof Refused)) throw error;
  console.error(`${error.status} ${error.message}`);
  for (const { field, message: wrong } of error.problem.errors ?? []) {
    console.error(`  ${field}: ${wrong}`);
  }
  process.exitCode = 1;
}
