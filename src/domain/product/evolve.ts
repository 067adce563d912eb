import type { ProductEvent, StockDeducted, StockReservationReleased, StockReserved } from './events.js';
import { SETTLED_RESERVATIONS_REMEMBERED, type ProductState, type RegisteredProduct } from './state.js';

/** The product after one more event. */
export function evolve(state: ProductState, event: ProductEvent): ProductState {
  if (event.type === 'ProductRegistered') {
    return {
      status: 'active',
      ...event.data,
      onHand: 0,
      reserved: 0,
      sold: 0,
      reservations: [],
      settled: [],
    };
  }
  if (state.status === 'unregistered') return state;
  switch (event.type) {
    case 'ProductDetailsChanged':
      return { ...state, name: event.data.name, description: event.data.description };
    case 'ProductPriceChanged':
      return { ...state, price: event.data.price };
    case 'ProductDiscontinued':
      return { ...state, status: 'discontinued' };
    case 'StockReplenished':
      return { ...state, onHand: state.onHand + event.data.quantity };
    case 'StockReserved':
      return reserved(state, event);
    case 'StockReservationReleased':
      return settled(state, event, 'released');
    case 'StockDeducted':
      return {
        ...settled(state, event, 'deducted'),
        onHand: state.onHand - event.data.quantity,
        sold: state.sold + event.data.quantity,
      };
  }
}

function reserved(state: RegisteredProduct, { data }: StockReserved): RegisteredProduct {
  return {
    ...state,
    reserved: state.reserved + data.quantity,
    reservations: [...state.reservations, { orderId: data.orderId, quantity: data.quantity }],
  };
}

function settled(
  state: RegisteredProduct,
  { data }: StockReservationReleased | StockDeducted,
  outcome: 'released' | 'deducted',
): RegisteredProduct {
  return {
    ...state,
    reserved: state.reserved - data.quantity,
    reservations: state.reservations.filter(({ orderId }) => orderId !== data.orderId),
    settled: [...state.settled, { orderId: data.orderId, outcome }].slice(-SETTLED_RESERVATIONS_REMEMBERED),
  };
}
