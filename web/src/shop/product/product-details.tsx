import { type ReactNode, useState } from 'react';
import type { Product } from '../../api/dtos.js';
import { Id } from '../../design/values/id.js';
import { Money } from '../../design/values/money.js';
import { AddButton } from '../cart/add-button.js';
import { QuantityField } from '../cart/quantity-field.js';
import { useCart } from '../cart/use-cart.js';
import styles from './product.module.css';
import { StockBadge } from './stock-badge.js';

/** What there is to know of a product, and how many of it are wanted. */
export function ProductDetails({ product }: { readonly product: Product }): ReactNode {
  const { productId, name, description, price, stock, status } = product;
  const [quantity, setQuantity] = useState(1);
  const { data: cart } = useCart();
  const inCart = cart?.lines.find((line) => line.productId === productId)?.quantity ?? 0;
  const canBeHad = status === 'active' && stock.available > 0;
  return (
    <div className={styles.product}>
      {description !== '' && <p className={styles.description}>{description}</p>}
      <div className={styles.offer}>
        <strong className={styles.price}>
          <Money value={price} />
        </strong>
        <StockBadge product={product} />
        {canBeHad ? (
          <>
            <QuantityField
              label={`Quantity of ${name}`}
              noun={name}
              value={quantity}
              max={stock.available}
              onChange={setQuantity}
            />
            <AddButton product={product} quantity={quantity} look="primary" />
          </>
        ) : (
          <p>
            {status === 'active'
              ? 'Nothing of it is in stock at the moment. This page shows it as soon as that changes.'
              : 'This product is not sold any more.'}
          </p>
        )}
        {inCart > 0 && <p className={styles.inCart}>{`${inCart} in your cart.`}</p>}
      </div>
      <p className={styles.id}>
        Product <Id>{productId}</Id>
      </p>
    </div>
  );
}
