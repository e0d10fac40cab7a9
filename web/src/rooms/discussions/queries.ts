import { gql, type Page } from '../../api/graphql.ts'

export interface Poster { username: string | null; name: string }

export interface Comment { id: string; body: string; createdAt: string; updatedAt: string | null; /** Whether the viewer wrote it. */ own: boolean; poster: Poster | null }

export interface Thread { id: string; anchor: string | null; comments: Comment[] }

export const ThreadsQuery = gql<{ view: { discussionThreads: Page<Thread> & { totalCount: number } } | null }, { id: string; after: string | null }>(`query WebDiscussion($id: ID!, $after: String) {
  view(id: $id) { discussionThreads(first: 50, after: $after) { totalCount
    edges { node { id anchor comments { id body createdAt updatedAt own poster { username name } } } cursor } pageInfo { endCursor hasNextPage } } }
}`)

export const BeginThread = gql<{ createDiscussionThread: { thread: { id: string } } }, { id: string; anchor: string | null; body: string }>(`mutation WebBeginThread($id: ID!, $anchor: JSONString, $body: String!) {
  createDiscussionThread(input: {viewID: $id, anchor: $anchor, body: $body}) { thread { id } }
}`)

export const Reply = gql<{ createDiscussionComment: { comment: { id: string } } }, { thread: string; body: string }>(`mutation WebReply($thread: ID!, $body: String!) {
  createDiscussionComment(input: {discussionThreadID: $thread, body: $body}) { comment { id } }
}`)

export const ChangeComment = gql<{ updateDiscussionComment: { comment: { id: string } } }, { id: string; body: string }>(`mutation WebChangeComment($id: ID!, $body: String!) {
  updateDiscussionComment(input: {id: $id, body: $body}) { comment { id } }
}`)

export const DeleteComment = gql<{ deleteDiscussionComment: { success: boolean } }, { id: string }>(`mutation WebDeleteComment($id: ID!) {
  deleteDiscussionComment(input: {id: $id}) { success }
}`)
