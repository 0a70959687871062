import { leakWatch } from './leak-watch.js';

// Runs for every test file: whatever its tests are about, its servers must have kept what they were told to themselves.
afterAll(() => {
  expect(leakWatch.findLeaks()).toEqual([]);
});
