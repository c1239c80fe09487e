// node clients/node/invoke.mjs "What is 18 % of 12400?" [thread_id]
// Prints the answer, its thread and its receipts. POLYMATH_URL names another service.
import { Polymath, Refused } from './polymath.mjs';

const [message = 'What is 18 % of 12400?', thread] = process.argv.slice(2);
const polymath = new Polymath(process.env.POLYMATH_URL);

try {
  const run = await polymath.invoke({ message, ...(thread && { thread_id: thread }) });
  console.log(run.message.content);
  console.log(`thread ${run.thread_id}`);
  for (const id of run.receipts) console.log(`receipt ${polymath.url}/receipts/${id}`);
} catch (error) {
  if (!(error instanceof Refused)) throw error;
  console.error(`${error.status} ${error.message}`);
  for (const { field, message: wrong } of error.problem.errors ?? []) {
    console.error(`  ${field}: ${wrong}`);
  }
  process.exitCode = 1;
}
