import type { RangeChoice } from './time-range.js';
import { useSearchParams } from 'wouter';
import { texts } from '../../texts/texts.js';
import { Choice } from '../choice.js';
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

/** The address with a parameter set. */
export function withParameter(parameters: URLSearchParams, name: string, value: string): URLSearchParams {
  const next = new URLSearchParams(parameters);
  next.set(name, value);
  return next;
}
