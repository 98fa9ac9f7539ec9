import type { zhJobs } from './zhJobs.ts';

export const enJobs: typeof zhJobs = {
  title: 'Jobs',
  intro:
    'What the system does by itself: when it began, how much it did, and what failed. The latest comes first.',
  job: 'Job',
  state: 'Result',
  started: 'Began',
  took: 'Took',
  done: 'Did',
  office: 'Office',
  everyOffice: 'Every office',
  fine: 'Done',
  running: 'Running',
  cutOff: 'Cut off',
  failures: '%{smart_count} failure |||| %{smart_count} failures',
  noEnd: 'No end on record',
  seconds: '%{smart_count} second |||| %{smart_count} seconds',
  minutes: '%{smart_count} minute |||| %{smart_count} minutes',
  things: '%{smart_count} thing |||| %{smart_count} things',
  only: 'Only: %{name}',
  failedOnly: 'Only runs with failures, or cut off',
  showAll: 'Only “%{name}”: show all',
  empty: 'No run on record yet',
  emptyWhy: 'The jobs run every day; each run leaves a line here.',
  noFailures: 'No failure on record',
  noFailuresWhy: 'When a job fails or is cut off, it is listed here.',
};
