namespace WebPublisher.EndToEnd.Tests.Scenarios;

/// <summary>Messages whose spam confidence level is known.</summary>
internal static class Spam
{
    /// <summary>Of level 7: somebody else's name before the sender's address, and two kinds of alarm.</summary>
    public const string OfLevel7 = Head + "Dear customer, verify your account within 24 hours.\r\n";

    /// <summary>Its twin of level 6: one kind of alarm less.</summary>
    public const string OfLevel6 = Head + "Dear customer, we wish you a pleasant week.\r\n";

    /// <summary>Nothing speaks against it.</summary>
    public const string Clean =
        "From: Fabrikam User <Fabrikam.User@fabrikam.com>\r\nTo: Administrator@adventure-works.com\r\nSubject: Minutes of Monday\r\nDate: Mon, 3 Mar 2025 10:00:00 +0000\r\n"
        + "Message-ID: <2@fabrikam.com>\r\n\r\nThe minutes are in the folder.\r\n";

    private const string Head =
        "From: \"PayPal Service\" <service@fabrikam.com>\r\nTo: Administrator@adventure-works.com\r\nSubject: Your account\r\nDate: Mon, 3 Mar 2025 10:00:00 +0000\r\n"
        + "Message-ID: <1@fabrikam.com>\r\n\r\n";
}
