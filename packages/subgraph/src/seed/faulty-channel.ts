import type { ProductionErrorCode } from '@tessera/lifecycle';
import type { ChannelAnswer, ProductionChannel, ProductionOrder } from '../production/production-channel.js';
import type { SimulatedChannel } from '../production/simulated-channel.js';

/** The simulated channel, with the faults that the plan has. Responsible for telling it which attempts fail. */
export class FaultyChannel implements ProductionChannel {
  constructor(
    private readonly channel: SimulatedChannel,
    private readonly faultOf: (order: ProductionOrder) => ProductionErrorCode | null,
  ) {}

  submit(operationId: string, order: ProductionOrder): Promise<ChannelAnswer> {
    const code = this.faultOf(order);
    // It takes the fault at once, before anything else can be submitted.
    if (code !== null) this.channel.failNext(code);
    return this.channel.submit(operationId, order);
  }

  cancel(operationId: string, order: ProductionOrder): Promise<ChannelAnswer> {
    return this.channel.cancel(operationId, order);
  }
}
