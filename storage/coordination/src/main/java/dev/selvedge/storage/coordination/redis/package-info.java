/** For several servers: Redis 7 through Lettuce. */
package dev.selvedge.storage.coordination.redis;
