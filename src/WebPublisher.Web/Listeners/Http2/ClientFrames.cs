namespace WebPublisher.Web.Listeners.Http2;

/// <summary>Charges a client for its frames, and takes note of the windows it opens.</summary>
internal sealed class ClientFrames(FrameAccount account, SendWindows windows) : FrameVisitor
{
    /// <summary>The highest stream the client has opened.</summary>
    public int LastStream { get; private set; }

    public override FloodKind? Begin(Http2FrameHeader frame)
    {
        if (frame.Type == Http2FrameType.Headers && frame.Stream > LastStream)
        {
            LastStream = frame.Stream;
            windows.Open(frame.Stream);
        }
        else if (frame.Type == Http2FrameType.ResetStream)
        {
            windows.Close(frame.Stream);
        }

        return account.Charge(frame);
    }

    public override FloodKind? Setting(int setting, uint value)
    {
        if (setting == SendWindows.InitialWindowSetting)
        {
            windows.ChangeInitial(value);
        }

        return account.Note(setting, value);
    }

    public override void WindowUpdate(int stream, int increment) => windows.Update(stream, increment);
}
