import type { ReactNode } from 'react';
import type { Asked } from './use-ask.js';
import { FaultNotice, Loading } from '../widgets/notice.js';

/** Shows what was asked for once it is there, until then that it is on its way, and why there is none, or none newer. */
export function Answered<Data>({
  asked: { data, fault, reload },
  children,
}: {
  readonly asked: Asked<Data>;
  readonly children: (data: Data) => ReactNode;
}) {
  return (
    <>
      {fault !== null && <FaultNotice fault={fault} onRetry={reload} />}
      {data === undefined ? fault === null && <Loading /> : children(data)}
    </>
  );
}
