import { AddSimulatedJobs1795305601000 } from './add-simulated-jobs.migration.js';
import { AddTally1795305603000 } from './add-tally.migration.js';
import { AddTemporaryAndChargeCards1795305602000 } from './add-temporary-and-charge-cards.migration.js';
import { CountStays1795305604000 } from './count-stays.migration.js';
import { CreateTables1795305600000 } from './create-tables.migration.js';

/** All migrations, in the order they run, the same for every database. */
export const MIGRATIONS = [
  CreateTables1795305600000,
  AddSimulatedJobs1795305601000,
  AddTemporaryAndChargeCards1795305602000,
  AddTally1795305603000,
  CountStays1795305604000,
];
