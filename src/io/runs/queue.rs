//! What waits for the workers of a run: the chunks of its batches, in input order, and before them the work of the sink.
//!
//! Several batches wait at a time, and a worker that finds no chunk left in one goes on with the next: nobody waits for the slowest chunk of a
//! batch. The number of free buffers bounds how far the workers may be ahead of the writer.

use super::buffers::{Batch, Chunk, ChunkOutput};
use std::collections::VecDeque;
use std::sync::mpsc::Sender;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};

/// A text of more bytes than this waits for its turn: what is made of one may take a hundred times its size, and must not be there once for each thread.
/// Reports are a hundredth of it.
pub(super) const LONG_TEXT: usize = 64 << 10;

/// A piece of work for a worker. It must not panic.
pub type Job = Box<dyn FnOnce() + Send>;

/// The queue between the reader, the workers and the writer.
#[derive(Default)]
pub(super) struct Queue {
    state: Mutex<State>,
    changed: Condvar,
}

#[derive(Default)]
struct State {
    /// Batches with chunks that no worker has taken yet.
    batches: VecDeque<Arc<Batch>>,
    /// The next chunk of the first of them.
    chunk: usize,
    /// The number of that chunk in the run.
    number: u64,
    /// Free buffers for output.
    empty: Vec<ChunkOutput>,
    /// The work of the sink.
    jobs: VecDeque<Job>,
    /// The number of chunks that have been written.
    written: u64,
    closed: bool,
}

impl Queue {
    /// With so many free buffers for output.
    pub fn new(buffers: usize) -> Self {
        let queue = Self::default();
        queue.state().empty.resize_with(buffers, ChunkOutput::default);
        queue
    }

    /// Adds a batch.
    pub fn add(&self, batch: Arc<Batch>) {
        if !batch.chunks().is_empty() {
            self.state().batches.push_back(batch);
            self.changed.notify_all();
        }
    }

    /// Adds a buffer that has been written: that of the next chunk.
    pub fn give_back(&self, made: ChunkOutput) {
        let mut state = self.state();
        state.empty.push(made);
        state.written += 1;
        drop(state);
        self.changed.notify_all();
    }

    /// Waits until all chunks before number `chunk` have been written, so that only one worker at a time gets past, or until the queue is closed; does the work of
    /// the sink meanwhile, which the writer may wait for. The first chunk that has not been written never waits, so that all others come to their turn.
    pub fn wait_for_turn(&self, chunk: u64) {
        let mut state = self.state();
        while state.written < chunk && !state.closed {
            match state.jobs.pop_front() {
                Some(job) => {
                    drop(state);
                    job();
                    state = self.state();
                }
                None => state = self.changed.wait(state).unwrap_or_else(PoisonError::into_inner),
            }
        }
    }

    /// Adds work of the sink, or gives it back when the queue is closed.
    pub fn post(&self, job: Job) -> Option<Job> {
        let mut state = self.state();
        if state.closed {
            return Some(job);
        }
        state.jobs.push_back(job);
        // Whoever waits for a turn waits beside those who wait for work.
        self.changed.notify_all();
        None
    }

    /// The next work of the sink, or else the next chunk with a buffer for its output; waits until there is one of them. `None` when the queue is closed.
    /// Buffers are given to chunks in input order, so that the chunk that the writer waits for always has one.
    pub fn take<'s>(&self, done: &'s Sender<Made>) -> Option<Next<'s>> {
        let mut state = self.state();
        loop {
            if state.closed {
                return None;
            }
            if let Some(job) = state.jobs.pop_front() {
                return Some(Next::Job(job));
            }
            if let Some(taken) = state.take(done) {
                return Some(Next::Chunk(Box::new(taken)));
            }
            state = self.changed.wait(state).unwrap_or_else(PoisonError::into_inner);
        }
    }

    /// Ends the work: whoever takes gets nothing more.
    pub fn close(&self) {
        let mut state = self.state();
        state.closed = true;
        state.jobs.clear();
        self.changed.notify_all();
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    fn take<'s>(&mut self, done: &'s Sender<Made>) -> Option<Taken<'s>> {
        let batch = Arc::clone(self.batches.front()?);
        let made = self.empty.pop()?;
        let (chunk, number) = (self.chunk, self.number);
        self.chunk += 1;
        self.number += 1;
        if self.chunk == batch.chunks().len() {
            self.batches.pop_front();
            self.chunk = 0;
        }
        Some(Taken {
            batch: Some(batch),
            chunk,
            number,
            made,
            done,
        })
    }
}

/// What a worker does next.
pub(super) enum Next<'s> {
    Job(Job),
    Chunk(Box<Taken<'s>>),
}

/// The output for the chunk with this number in the run; `None` where its worker has panicked.
pub(super) struct Made(pub u64, pub Option<ChunkOutput>);

/// A chunk that a worker has taken. Its output is passed to the writer when it is dropped, also by a panic, because the writer would wait for ever
/// otherwise.
pub(super) struct Taken<'s> {
    batch: Option<Arc<Batch>>,
    chunk: usize,
    number: u64,
    made: ChunkOutput,
    done: &'s Sender<Made>,
}

impl Taken<'_> {
    /// The number of its chunk in the run.
    pub fn number(&self) -> u64 {
        self.number
    }

    /// The bytes of its batch, its records, and the buffer for its output.
    pub fn parts(&mut self) -> Option<(&[u8], &Chunk, &mut ChunkOutput)> {
        let batch = self.batch.as_deref()?;
        Some((&batch.bytes, &batch.chunks()[self.chunk], &mut self.made))
    }
}

impl Drop for Taken<'_> {
    fn drop(&mut self) {
        // When the writer has got all chunks of a batch, the batch is its own.
        self.batch = None;
        let made = std::mem::take(&mut self.made);
        // A writer that has failed takes nothing more.
        let _ = self.done.send(Made(self.number, (!std::thread::panicking()).then_some(made)));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::{AtomicUsize, Ordering};
    use std::sync::mpsc::channel;

    /// The next chunk.
    fn chunk<'s>(queue: &Queue, done: &'s Sender<Made>) -> Option<Taken<'s>> {
        match queue.take(done)? {
            Next::Chunk(taken) => Some(*taken),
            Next::Job(_) => panic!("no work was posted"),
        }
    }

    #[test]
    fn chunks_of_the_next_batch_are_taken_while_one_is_held() {
        let (done, made) = channel();
        let queue = Queue::new(5);
        for chunks in [2, 0, 3] {
            queue.add(Arc::new(Batch::of_chunks(chunks)));
        }
        let slow = chunk(&queue, &done).unwrap();
        let others: Vec<_> = (0..4).map(|_| chunk(&queue, &done).unwrap()).collect();
        assert_eq!(
            others.iter().map(|t| (t.number, t.chunk)).collect::<Vec<_>>(),
            [(1, 1), (2, 0), (3, 1), (4, 2)]
        );
        drop(others);
        drop(slow);
        assert_eq!(made.try_iter().map(|Made(number, _)| number).collect::<Vec<_>>(), [1, 2, 3, 4, 0]);
    }

    #[test]
    fn nothing_is_taken_without_a_buffer_or_after_the_end() {
        let (done, made) = channel();
        let queue = Queue::new(1);
        queue.add(Arc::new(Batch::of_chunks(3)));
        drop(chunk(&queue, &done));
        std::thread::scope(|scope| {
            let second = scope.spawn(|| chunk(&queue, &done).map(|t| t.number));
            let Made(_, Some(buffer)) = made.recv().unwrap() else {
                panic!("no worker has panicked")
            };
            assert!(!second.is_finished());
            queue.give_back(buffer);
            assert_eq!(second.join().unwrap(), Some(1));
            let third = scope.spawn(|| chunk(&queue, &done).is_none());
            queue.close();
            assert!(third.join().unwrap());
        });
    }

    #[test]
    fn a_panic_in_a_worker_is_told_to_the_writer() {
        let (done, made) = channel();
        let queue = Queue::new(1);
        queue.add(Arc::new(Batch::of_chunks(1)));
        let worker = std::thread::scope(|scope| {
            let taken = scope.spawn(|| {
                let _taken = chunk(&queue, &done);
                std::panic::resume_unwind(Box::new(()));
            });
            taken.join().is_err()
        });
        assert!(worker && matches!(made.recv(), Ok(Made(0, None))));
    }

    #[test]
    fn work_of_the_sink_comes_first_and_is_given_back_at_the_end() {
        let (done, made) = channel();
        let queue = Queue::new(1);
        queue.add(Arc::new(Batch::of_chunks(1)));
        assert!(queue.post(Box::new(|| ())).is_none());
        assert!(matches!(queue.take(&done), Some(Next::Job(_))));
        assert!(matches!(queue.take(&done), Some(Next::Chunk(_))));
        queue.close();
        assert!(queue.post(Box::new(|| ())).is_some());
        drop(made);
    }

    #[test]
    fn one_worker_at_a_time_gets_past_its_turn_and_in_order() {
        let (queue, inside, order) = (Queue::new(0), AtomicUsize::new(0), Mutex::new(Vec::new()));
        std::thread::scope(|scope| {
            for chunk in (0..20).rev() {
                let (queue, inside, order) = (&queue, &inside, &order);
                scope.spawn(move || {
                    queue.wait_for_turn(chunk);
                    assert_eq!(inside.fetch_add(1, Ordering::SeqCst), 0);
                    order.lock().unwrap().push(chunk);
                    std::thread::yield_now();
                    inside.fetch_sub(1, Ordering::SeqCst);
                    queue.give_back(ChunkOutput::default());
                });
            }
        });
        assert_eq!(*order.lock().unwrap(), (0..20).collect::<Vec<_>>());
    }

    #[test]
    fn whoever_waits_does_the_work_of_the_sink_and_goes_at_the_end() {
        let queue = Queue::new(0);
        let (to, done) = channel();
        std::thread::scope(|scope| {
            scope.spawn(|| queue.wait_for_turn(7));
            assert!(queue.post(Box::new(move || to.send(()).unwrap())).is_none());
            done.recv().unwrap();
            queue.close();
        });
    }
}
