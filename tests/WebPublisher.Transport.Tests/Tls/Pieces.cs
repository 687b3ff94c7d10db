namespace WebPublisher.Transport.Tests.Tls;

/// <summary>Writes and reads bytes in pieces of random sizes, up to several records each.</summary>
internal static class Pieces
{
    private const int LargestWritten = 150_000;
    private const int LargestRead = 60_000;

    public static async Task WriteAsync(Stream stream, byte[] bytes, int seed)
    {
        var random = new Random(seed);
        for (var sent = 0; sent < bytes.Length;)
        {
            var piece = Math.Min(bytes.Length - sent, random.Next(1, LargestWritten));
            await stream.WriteAsync(bytes.AsMemory(sent, piece));
            await stream.FlushAsync();
            sent += piece;
        }
    }

    public static async Task<byte[]> ReadAsync(Stream stream, int length, int seed)
    {
        var (random, bytes, read) = (new Random(seed), new byte[length], 0);
        while (read < length)
        {
            var count = await stream.ReadAsync(bytes.AsMemory(read, Math.Min(length - read, random.Next(1, LargestRead))));
            Assert.NotEqual(0, count);
            read += count;
        }

        return bytes;
    }
}
