/** The ways out: web hooks, chats and mail, as ports. */
package dev.selvedge.domain.automations.channels;
