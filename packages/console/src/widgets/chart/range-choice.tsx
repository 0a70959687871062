import type { RangeChoice } from './time-range.js';
import { useSearchParams } from 'wouter';
import { texts } from '../../texts/texts.js';
import { Choice } from '../choice.js';
import { withParameter } from '../with-parameter.js';
import { findRange, RANGES } from './time-range.js';

/** The time that is looked back over, as it stands in the address. */
export function useRangeChoice(): RangeChoice {
  const [parameters] = useSearchParams();
  return findRange(parameters.get('range'));
}

/** Lets people choose the time; it stands in the address. */
export function RangeSwitch() {
  const [, setParameters] = useSearchParams();
  const { id } = useRangeChoice();
  return (
    <Choice
      label={texts.chart.range}
      options={RANGES.map((range) => ({ value: range.id, name: texts.chart.ranges[range.id] }))}
      value={id}
      onChange={(range) => setParameters((last) => withParameter(last, 'range', range), { replace: true })}
    />
  );
}
