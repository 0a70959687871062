// The real server, as in production, with a query and a mutation more that answer constants.
import type { BenchServerSettings } from './support/bench-server.js';
import 'reflect-metadata';
import { startBenchServer } from './support/bench-server.js';
import { answerQuestions, readSettings } from './support/child-program.js';
import { createServerAnswers } from './support/server-answers.js';

const url = await startBenchServer(readSettings() as BenchServerSettings);
answerQuestions(createServerAnswers(url));
