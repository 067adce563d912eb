import { Type } from 'class-transformer';
import { IsArray, IsIn, IsInt, IsISO8601, IsString, ValidateNested } from 'class-validator';
import { IsEmailAddress, IsId, IsText } from '../validation/rules.js';

export class OpenSessionBody {
  @IsEmailAddress() email!: string;
  @IsText(1, 256) password!: string;
}

export class RefreshSessionBody {
  @IsText(1, 256) refreshToken!: string;
}

/** `accessToken` is good for `expiresIn` seconds, `refreshToken` once: for the next such answer. */
export class SignedInDto {
  @IsString() accessToken!: string;
  @IsInt() expiresIn!: number;
  @IsString() refreshToken!: string;
  @IsId() sessionId!: string;
  @IsId() customerId!: string;
  @IsIn(['customer', 'administrator'], { each: true }) roles!: readonly string[];
}

/** A public Ed25519 key as a JWK (RFC 8037). */
class PublicKeyDto {
  @IsIn(['OKP']) kty!: 'OKP';
  @IsIn(['Ed25519']) crv!: 'Ed25519';
  @IsString() x!: string;
  @IsString() kid!: string;
  @IsIn(['sig']) use!: 'sig';
  @IsIn(['EdDSA']) alg!: 'EdDSA';
}

export class PublicKeysDto {
  @Type(() => PublicKeyDto) @IsArray() @ValidateNested({ each: true }) keys!: readonly PublicKeyDto[];
}

export class TokenKeyDto {
  @IsString() keyId!: string;
  @IsISO8601() signsFrom!: string;
  @IsIn(['next', 'signing', 'published', 'retired', 'withdrawn']) status!: string;
}

export class TokenKeysDto {
  @Type(() => TokenKeyDto) @IsArray() @ValidateNested({ each: true }) items!: readonly TokenKeyDto[];
}
