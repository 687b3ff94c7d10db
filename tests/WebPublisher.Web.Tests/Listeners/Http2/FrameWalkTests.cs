using FsCheck;
using FsCheck.Fluent;
using WebPublisher.Policy.Tests;
using WebPublisher.Web.Listeners.Http2;
using WebPublisher.Web.Tests.Testing;

namespace WebPublisher.Web.Tests.Listeners.Http2;

public sealed class FrameWalkTests
{
    [Fact]
    public void The_preface_is_passed_over() => Assert.Null(Walk([.. Http2Bytes.Preface, .. Http2Bytes.Frame(Http2Bytes.Settings, 0, 0)]).Flood);

    [Fact]
    public void The_last_stream_is_the_highest_that_was_opened() =>
        Assert.Equal(5, Walk([.. Http2Bytes.Preface, .. Request(1), .. Request(5), .. Request(3), .. Http2Bytes.Frame(Http2Bytes.WindowUpdate, 0, 9, 0, 0, 0, 1)]).LastStream);

    [Fact]
    public void Payloads_are_not_taken_for_frames()
    {
        // A body that looks like a thousand SETTINGS.
        var body = Enumerable.Repeat(Http2Bytes.Frame(Http2Bytes.Settings, 0, 0), 1000).SelectMany(frame => frame).ToArray();

        Assert.Null(Walk([.. Http2Bytes.Preface, .. Request(1), .. Http2Bytes.Frame(Http2Bytes.Data, 0, 1, body)]).Flood);
    }

    [Fact]
    public void A_setting_is_found_behind_others()
    {
        byte[] settings = [.. Http2Bytes.Setting(1, 4096), .. Http2Bytes.Setting(4, 0), .. Http2Bytes.Setting(5, 16384)];

        Assert.Equal(FloodKind.WithheldWindow, Walk([.. Http2Bytes.Preface, .. Http2Bytes.Frame(Http2Bytes.Settings, 0, 0, settings), .. Requests(9)]).Flood);
    }

    [Fact]
    public void Settings_of_an_odd_length_do_not_lose_the_frames_behind_them()
    {
        byte[] settings = [.. Http2Bytes.Setting(4, 0), 1, 2, 3];

        var (flood, last) = Walk([.. Http2Bytes.Preface, .. Http2Bytes.Frame(Http2Bytes.Settings, 0, 0, settings), .. Requests(7)]);

        Assert.Equal((null, 13), (flood, last));
    }

    /// <summary>However the bytes are divided between reads, the same is seen.</summary>
    [Fact]
    public void Pieces_do_not_matter()
    {
        byte[][] frames =
        [
            Request(1), Request(7), Http2Bytes.Frame(Http2Bytes.Settings, 0, 0, [.. Http2Bytes.Setting(3, 7), .. Http2Bytes.Setting(4, 0)]),
            Http2Bytes.Frame(Http2Bytes.Settings, 0, 0, Http2Bytes.Setting(4, 65535)), Http2Bytes.Frame(Http2Bytes.Ping, 0, 0, new byte[8]),
            Http2Bytes.Frame(Http2Bytes.Data, 0, 1, new byte[300]), Http2Bytes.Frame(Http2Bytes.Settings, 0, 0, 1, 2, 3), Http2Bytes.Frame(Http2Bytes.ResetStream, 0, 1, 0, 0, 0, 8),
        ];
        var said = Gen.Elements(frames).NonEmptyListOf().Select(list => (byte[])[.. Http2Bytes.Preface, .. list.SelectMany(frame => frame)]);
        var inputs = said.SelectMany(bytes => Gen.Choose(1, 11).ListOf().Select(sizes => (Bytes: bytes, Sizes: sizes.ToArray())));
        Prop.ForAll(inputs.ToArbitrary(), input => Assert.Equal(Walk(input.Bytes), Walk(input.Bytes, input.Sizes))).QuickCheckThrowOnFailure();
    }

    private static byte[] Request(int stream) => Http2Bytes.Request(stream, "localhost", "/");

    private static byte[] Requests(int count) => [.. Enumerable.Range(0, count).SelectMany(i => Request((2 * i) + 1))];

    private static (FloodKind? Flood, int LastStream) Walk(byte[] bytes, params int[] sizes)
    {
        var client = new ClientFrames(new FrameAccount(new ManualTimeProvider()), new SendWindows());
        var walk = new FrameWalk(client, FrameWalk.ClientPreface);
        var left = bytes.AsSpan();
        foreach (var size in sizes)
        {
            var piece = left[..Math.Min(size, left.Length)];
            left = left[piece.Length..];
            if (walk.Read(piece) is { } flood)
            {
                return (flood, client.LastStream);
            }
        }

        return (walk.Read(left), client.LastStream);
    }
}
