import { describeOnSqlite } from '../support/databases.js';
import { walkAHundredTimes } from '../model/hundred-walks.js';

describeOnSqlite('a hundred random walks over all subjects', walkAHundredTimes);
