namespace WebPublisher.Policy.Mail.Screening;

/// <summary>How another mail server has its mail judged.</summary>
public enum ScreenerProtocol
{
    /// <summary>The milter protocol of Sendmail and Postfix.</summary>
    Milter,

    /// <summary>A message for each request, <c>POST /screen</c>.</summary>
    Http,
}
