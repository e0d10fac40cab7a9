package dev.selvedge.storage.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Random;
import java.util.function.IntToLongFunction;
import java.util.stream.IntStream;
import org.apache.parquet.bytes.HeapByteBufferAllocator;
import org.apache.parquet.column.values.ValuesWriter;
import org.apache.parquet.column.values.bytestreamsplit.ByteStreamSplitValuesWriter.DoubleByteStreamSplitValuesWriter;
import org.apache.parquet.column.values.delta.DeltaBinaryPackingValuesWriterForLong;
import org.junit.jupiter.api.Test;

/** Pages of numbers that are read and written here are what Parquet's own writers make of the numbers. */
class NumberPagesTest {

    private final Random random = new Random(11);

    @Test
    void differencesOfEveryWidthAreRead() throws IOException {
        for (int count = 0; count < 300; count++) {
            assertDifferencesAreRead(count, i -> i);
            assertDifferencesAreRead(count, i -> -7L * i);
            for (int width = 1; width <= Long.SIZE; width++) {
                int unused = Long.SIZE - width;
                assertDifferencesAreRead(count, i -> random.nextLong() >>> unused);
            }
        }
        long[] extremes = {Long.MAX_VALUE, Long.MIN_VALUE, 0, -1, 1, Long.MIN_VALUE + 1};
        assertDifferencesAreRead(5_000, i -> extremes[random.nextInt(extremes.length)]);
        assertDifferencesAreRead(20_000, i -> i % 1_000 == 0 ? random.nextLong() : i);
    }

    private void assertDifferencesAreRead(int count, IntToLongFunction number) throws IOException {
        long[] numbers = IntStream.range(0, count).mapToLong(number).toArray();
        long[] read = new long[count + 3];
        differences(numbers).read(read, 2);

        long[] expected = new long[count + 3];
        System.arraycopy(numbers, 0, expected, 2, count);
        assertThat(read).isEqualTo(expected);
    }

    /** Pages of every length, of numbers that rise evenly up to one of them, or all the way. */
    @Test
    void numbersTakeNoRoomWhileTheyRiseEvenly() throws IOException {
        for (int round = 0; round < 2_000; round++) {
            int size = random.nextInt(400);
            long first = random.nextBoolean() ? random.nextInt(10) : random.nextLong();
            long by = random.nextInt(3) == 0 ? random.nextLong() : random.nextInt(3);
            int odd = random.nextInt(2 * size + 1);
            long[] expected = IntStream.range(0, size)
                    .mapToLong(i -> first + i * by + (i == odd ? 1 : 0))
                    .toArray();
            Numbers numbers = new Numbers(size);
            for (int at = 0; at < size || random.nextInt(4) == 0; ) {
                int end = Math.min(size, at + random.nextInt(random.nextBoolean() ? 3 : 300));
                numbers.add(differences(Arrays.copyOfRange(expected, at, end)));
                at = end;
            }

            Bits bits = numbers.bits();
            assertThat(IntStream.range(0, size).mapToLong(bits::at).toArray()).isEqualTo(expected);
            long[] copied = new long[size];
            bits.copy(size / 3, size, copied);
            assertThat(Arrays.copyOf(copied, size - size / 3)).isEqualTo(Arrays.copyOfRange(expected, size / 3, size));
            if (odd >= size) {
                assertThat(bits.weight(size)).isEqualTo(Bits.even(0, 0).weight(size));
            }
        }
    }

    @Test
    void anotherNumberOfDifferencesIsAFault() throws IOException {
        ByteBuffer page = page(written(1));

        assertThatThrownBy(() -> new Deltas(page, 2)).isInstanceOf(IllegalStateException.class);
    }

    private static Deltas differences(long... numbers) throws IOException {
        return new Deltas(page(written(numbers)), numbers.length);
    }

    private static ValuesWriter written(long... numbers) {
        ValuesWriter writer = new DeltaBinaryPackingValuesWriterForLong(100, 1_000, new HeapByteBufferAllocator());
        for (long one : numbers) {
            writer.writeLong(one);
        }
        return writer;
    }

    @Test
    void bytesAreSplitAndJoined() throws IOException {
        for (int count = 0; count < 100; count++) {
            long[] bits = random.longs(count).toArray();
            DoubleByteStreamSplitValuesWriter writer =
                    new DoubleByteStreamSplitValuesWriter(100, 1_000, new HeapByteBufferAllocator());
            for (long one : bits) {
                writer.writeDouble(Double.longBitsToDouble(one));
            }
            ByteBuffer theirs = page(writer);
            ByteBuffer ours =
                    ByteBuffer.allocate(3 + count * Long.BYTES).position(3).order(ByteOrder.LITTLE_ENDIAN);
            ByteStreams.split(bits, count, ours);
            assertThat(ours.slice()).isEqualTo(theirs.slice());

            long[] joined = new long[count + 5];
            ByteStreams.join(theirs, joined, 4, count);
            long[] expected = new long[count + 5];
            System.arraycopy(bits, 0, expected, 4, count);
            assertThat(joined).isEqualTo(expected);
        }
    }

    /** Somewhere within an array, as it is in the server. */
    private static ByteBuffer page(ValuesWriter writer) throws IOException {
        byte[] bytes = writer.getBytes().toByteArray();
        byte[] around = new byte[bytes.length + 12];
        System.arraycopy(bytes, 0, around, 5, bytes.length);
        return ByteBuffer.wrap(around, 5, bytes.length).order(ByteOrder.LITTLE_ENDIAN);
    }
}
