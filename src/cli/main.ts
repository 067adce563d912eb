import { runOperator } from './operator/run-operator.js';

process.exitCode = await runOperator(process.argv.slice(2), process.env, {
  print: (line) => console.log(line),
  complain: (line) => console.error(line),
  ...(process.stderr.isTTY && {
    transient: (line: string) => void process.stderr.write(`\r\x1b[2K${line}`),
  }),
});
