import type { Message } from '../../../src/domain/message.js';
import type { ProcessInput, ProcessManager, Reaction } from '../../../src/domain/process-manager.js';

/** A process to test the runtime with: reserves every item of a parcel or none, then ships it, unless it is called off. */

export type ParcelEvent =
  | Message<'ParcelAnnounced', { readonly parcelId: string }>
  | Message<'ParcelOrdered', { readonly parcelId: string; readonly items: readonly string[] }>
  | Message<'ParcelCalledOff', { readonly parcelId: string }>
  | Message<'ParcelCursed', { readonly parcelId: string }>;

export type ParcelCommand =
  | Message<'Reserve', { readonly item: string }>
  | Message<'Release', { readonly item: string }>
  | Message<'Ship', { readonly items: readonly string[] }>
  | Message<'Complain', { readonly because: string }>;

export type ParcelFact =
  | Message<'Waiting', { readonly items: readonly string[] }>
  | Message<'Reserved', { readonly item: string }>
  | Message<'Refused', { readonly item: string }>
  | Message<'CalledOff', { readonly because: string }>
  | Message<'Shipped', Record<string, never>>;

export interface ParcelState {
  readonly waiting: readonly string[];
  readonly reserved: readonly string[];
  readonly refused: readonly string[];
  readonly over: boolean;
}

/** How long after the order a parcel that has not been shipped is complained about. */
export const SHIPPING_DEADLINE_MS = 60_000;

export const parcelProcess: ProcessManager<ParcelState, ParcelEvent, ParcelCommand, ParcelFact> = {
  name: 'parcel',
  initialState: { waiting: [], reserved: [], refused: [], over: false },

  processOf(event) {
    return event.type.startsWith('Parcel') ? event.data.parcelId : undefined;
  },

  react(state, input) {
    switch (input.type) {
      case 'ParcelAnnounced':
        return {};
      case 'ParcelOrdered':
        return {
          facts: [{ type: 'Waiting', data: { items: input.data.items } }],
          commands: input.data.items.map((item) => ({ type: 'Reserve', data: { item } })),
          deadlines: [{ name: 'shipping', afterMs: SHIPPING_DEADLINE_MS }],
        };
      case 'ParcelCalledOff':
        return callOff(state, 'called off');
      case 'ParcelCursed':
        throw new Error('cursed');
      case 'DeadlinePassed':
        return { ...callOff(state, 'too late'), commands: [complaint('too late'), ...releases(state)] };
      default:
        return reactToOutcome(state, input);
    }
  },

  evolve(state, fact) {
    switch (fact.type) {
      case 'Waiting':
        return { ...state, waiting: fact.data.items };
      case 'Reserved':
        return { ...state, reserved: [...state.reserved, fact.data.item] };
      case 'Refused':
        return { ...state, refused: [...state.refused, fact.data.item] };
      case 'CalledOff':
      case 'Shipped':
        return { ...state, reserved: [], over: true };
    }
  },
};

function reactToOutcome(
  state: ParcelState,
  input: Exclude<ProcessInput<ParcelEvent>, ParcelEvent>,
): Reaction<ParcelCommand, ParcelFact> {
  if (input.type === 'DeadlinePassed' || (input.data.command as ParcelCommand).type !== 'Reserve') return {};
  const { item } = (input.data.command as Extract<ParcelCommand, { type: 'Reserve' }>).data;
  const accepted = input.type === 'CommandAccepted';
  const facts: ParcelFact[] = [{ type: accepted ? 'Reserved' : 'Refused', data: { item } }];
  const reserved = accepted ? [...state.reserved, item] : state.reserved;
  const refused = accepted ? state.refused : [...state.refused, item];
  if (reserved.length + refused.length < state.waiting.length) return { facts };
  if (refused.length > 0) {
    return {
      facts: [...facts, { type: 'CalledOff', data: { because: 'refused' } }],
      commands: reserved.map((each) => ({ type: 'Release', data: { item: each } })),
      ended: true,
    };
  }
  return {
    facts,
    commands: [{ type: 'Ship', data: { items: reserved } }],
    cancelDeadlines: state.waiting.includes('slow') ? [] : ['shipping'],
  };
}

function callOff(state: ParcelState, because: string): Reaction<ParcelCommand, ParcelFact> {
  if (state.over) return {};
  return { facts: [{ type: 'CalledOff', data: { because } }], commands: releases(state), ended: true };
}

function releases({ reserved }: ParcelState): ParcelCommand[] {
  return reserved.map((item) => ({ type: 'Release', data: { item } }));
}

function complaint(because: string): ParcelCommand {
  return { type: 'Complain', data: { because } };
}
