namespace WebPublisher.Telemetry;

/// <summary>How the server's log looks on standard error.</summary>
public enum LogStyle
{
    /// <summary>One readable line an event, with its time.</summary>
    Text,

    /// <summary>As <see cref="Text"/>, with a syslog level in front and without the time, which the journal knows (systemd's sd-daemon(3)).</summary>
    Journal,

    /// <summary>One JSON object a line.</summary>
    Json,
}
