// Trains the hidden layer in a thread of its own, beside the straight part: see train.ts.
import { parentPort, workerData } from 'node:worker_threads';
import { trainHidden, type HiddenTask } from './train-hidden.js';

const { lessons, features } = workerData as HiddenTask;
const { weights, always, out, outAlways } = trainHidden(lessons, features);
parentPort?.postMessage({ weights, always, out, outAlways }, [weights.buffer as ArrayBuffer]);
