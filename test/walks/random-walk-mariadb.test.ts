import { describeOnMariaDb } from '../support/databases.js';
import { walkAHundredTimes } from '../model/hundred-walks.js';

describeOnMariaDb('a hundred random walks over all subjects', walkAHundredTimes);
