import { mapChannelError } from './map-channel-error.js';

describe('the error of a channel', () => {
  it('keeps a code of the report’s side with its text', () => {
    expect(mapChannelError('REQUEST', 'PAN_ALREADY_EXISTS', ' twice ')).toEqual({
      errorCode: 'PAN_ALREADY_EXISTS',
      description: 'twice',
    });
  });

  it('becomes UNKNOWN_ERROR for a code that the catalogue does not know, and keeps code and text', () => {
    expect(mapChannelError('REQUEST', 'E-4711', 'toner\nempty')).toEqual({
      errorCode: 'UNKNOWN_ERROR',
      description: 'E-4711: toner empty',
    });
  });

  it('becomes UNKNOWN_ERROR for a code of the other side, which the report could not carry', () => {
    expect(mapChannelError('REQUEST', 'PRD_FEEDER_JAM', null)).toEqual({
      errorCode: 'UNKNOWN_ERROR',
      description: 'PRD_FEEDER_JAM',
    });
    expect(mapChannelError('PRODUCTION', 'PIN_LENGTH_ERROR', null).errorCode).toBe('UNKNOWN_ERROR');
  });

  it('takes UNKNOWN_ERROR on both sides', () => {
    expect(mapChannelError('REQUEST', 'UNKNOWN_ERROR', null)).toEqual({
      errorCode: 'UNKNOWN_ERROR',
      description: null,
    });
    expect(mapChannelError('PRODUCTION', 'UNKNOWN_ERROR', '')).toEqual({
      errorCode: 'UNKNOWN_ERROR',
      description: null,
    });
  });

  it('cuts a text to what a report takes', () => {
    expect(mapChannelError('PRODUCTION', 'PRT_PAUSED', 'x'.repeat(900)).description).toHaveLength(500);
  });

  it('loses the number of a payment card', () => {
    const { description } = mapChannelError('PRODUCTION', 'PRT_PAUSED', 'jam at 4111 1111 1111 1111');
    expect(description).toBe('jam at [card number]');
  });
});
