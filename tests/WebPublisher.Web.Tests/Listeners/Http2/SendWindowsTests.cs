using WebPublisher.Policy.Tests;
using WebPublisher.Web.Listeners.Http2;
using WebPublisher.Web.Tests.Testing;

namespace WebPublisher.Web.Tests.Listeners.Http2;

public sealed class SendWindowsTests
{
    private readonly SendWindows _windows = new();
    private readonly FrameWalk _client;
    private readonly FrameWalk _server;

    public SendWindowsTests()
    {
        _client = new FrameWalk(new ClientFrames(new FrameAccount(new ManualTimeProvider()), _windows));
        _server = new FrameWalk(new ServerFrames(_windows));
    }

    [Fact]
    public void A_stream_without_room_waits()
    {
        Hear(Request(1), Request(3));
        Say(Head(1), Head(3), Body(1, 60_000), Body(3, 5_535));
        Hear(WindowUpdate(0, 100_000));
        Assert.Equal(0, _windows.Withheld);

        Say(Body(1, 5_535));

        Assert.Equal(1, _windows.Withheld);
    }

    [Fact]
    public void Every_stream_waits_for_the_connection()
    {
        Hear(Request(1), Request(3), Request(5));

        Say(Head(1), Body(1, 65_535));

        Assert.Equal(3, _windows.Withheld);
    }

    [Fact]
    public void A_window_that_opens_lets_them_go()
    {
        Hear(Request(1), Request(3));
        Say(Head(1), Body(1, 65_535));

        Hear(WindowUpdate(0, 1));
        Assert.Equal(1, _windows.Withheld);
        Hear(WindowUpdate(1, 1));

        Assert.Equal(0, _windows.Withheld);
    }

    [Fact]
    public void An_answer_that_has_ended_waits_for_nothing()
    {
        Hear(Request(1), Request(3), Request(5), Request(7));
        Say(Head(1), Body(1, 65_535));

        Say(Body(1, 0, Http2Bytes.EndStream), Http2Bytes.Frame(Http2Bytes.Headers, Http2Bytes.EndStream, 3), Http2Bytes.Frame(Http2Bytes.ResetStream, 0, 5, 0, 0, 0, 0));
        Hear(Http2Bytes.Frame(Http2Bytes.ResetStream, 0, 7, 0, 0, 0, 8));

        Assert.Equal(0, _windows.Withheld);
    }

    [Fact]
    public void The_initial_window_moves_those_that_are_open()
    {
        Hear(Request(1));
        Say(Head(1), Body(1, 1000));

        Hear(Http2Bytes.Frame(Http2Bytes.Settings, 0, 0, Http2Bytes.Setting(4, 1000)), Request(3));
        Assert.Equal(1, _windows.Withheld);
        Hear(Http2Bytes.Frame(Http2Bytes.Settings, 0, 0, Http2Bytes.Setting(4, 1001)));

        Assert.Equal(0, _windows.Withheld);
    }

    [Fact]
    public void Trailers_of_a_request_open_no_stream_again()
    {
        Hear(Request(1), Request(3));
        Say(Http2Bytes.Frame(Http2Bytes.Headers, Http2Bytes.EndStream, 1), Head(3), Body(3, 65_535));

        Hear(Request(1));

        Assert.Equal(1, _windows.Withheld);
    }

    private static byte[] Request(int stream) => Http2Bytes.Request(stream, "localhost", "/");

    private static byte[] Head(int stream) => Http2Bytes.Frame(Http2Bytes.Headers, Http2Bytes.EndHeaders, stream);

    private static byte[] Body(int stream, int length, byte flags = 0) => Http2Bytes.Frame(Http2Bytes.Data, flags, stream, new byte[length]);

    private static byte[] WindowUpdate(int stream, int by) => Http2Bytes.Frame(Http2Bytes.WindowUpdate, 0, stream, (byte)(by >> 24), (byte)(by >> 16), (byte)(by >> 8), (byte)by);

    private void Hear(params byte[][] frames) => Assert.All(frames, frame => Assert.Null(_client.Read(frame)));

    private void Say(params byte[][] frames) => Assert.All(frames, frame => Assert.Null(_server.Read(frame)));
}
