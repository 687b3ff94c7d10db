using System.Globalization;
using System.Text;
using WebPublisher.Mail.Messages;
using WebPublisher.Mail.Mime;
using WebPublisher.Mail.Scoring.Facts;

namespace WebPublisher.Mail.Tests.Scoring;

/// <summary>Messages to score.</summary>
internal static class Mails
{
    /// <summary>What a bank would never send.</summary>
    public const string Phish = """
        From: "PayPal Service" <kx83j2zq9@qzvtrwpk.xyz>
        To: someone@example.com
        Subject: Your account has been limited, someone@example.com
        Date: Mon, 3 Mar 2025 10:00:00 +0000
        Message-ID: <1@qzvtrwpk.xyz>
        MIME-Version: 1.0
        Content-Type: text/html; charset=utf-8

        <html><body><p>Dear customer, verify your account within 24 hours. Log in now.</p>
        <a href="http://192.0.2.7/login?u=someone@example.com">https://www.paypal.com/signin</a></body></html>
        """;

    /// <summary>A colleague's answer.</summary>
    public const string Answer = """
        From: Anna Beispiel <anna@example.com>
        To: someone@example.org
        Subject: Re: minutes of the meeting
        Date: Mon, 3 Mar 2025 10:00:00 +0000
        Message-ID: <abc@example.com>
        In-Reply-To: <def@example.org>
        MIME-Version: 1.0
        Content-Type: text/plain; charset=utf-8

        Thanks, I have put the minutes into the folder. The next meeting is on Thursday.

        > Could you send me the minutes, please?
        """;

    /// <summary>What a shop sends to those who asked for it; <paramref name="number"/> makes each another.</summary>
    public static string Newsletter(int number) => string.Create(CultureInfo.InvariantCulture, $"""
        From: Modehaus Lindner <newsletter@modehaus-lindner.example.de>
        To: someone@example.org
        Subject: Nur bis Sonntag: {10 + number % 40} Prozent auf alle Kleider
        Date: Mon, 3 Mar 2025 10:00:00 +0000
        Message-ID: <{number}@mail.modehaus-lindner.example.de>
        MIME-Version: 1.0
        Content-Type: text/html; charset=utf-8

        <html><body><img src="https://news.modehaus-lindner.example.de/logo.png"><p>Guten Tag Frau Beispiel, der Sommer ist da und wir haben für Sie die schönsten Kleider
        der Saison ausgesucht. Sichern Sie sich jetzt den Rabatt auf alle Kleider und Röcke, die Aktion gilt nur bis Sonntag und nicht mit anderen Gutscheinen.
        In der Filiale beraten wir Sie gerne persönlich, auch zu Änderungen. Nummer {number}. Wir freuen uns auf Ihren Besuch und auf eine schöne Zeit mit Ihnen.
        Die Filiale in der Hauptstraße ist am Samstag bis zwanzig Uhr geöffnet, und für die Kinder gibt es Eis.</p>
        <a href="https://news.modehaus-lindner.example.de/c/{number}a">Leinenkleid</a> <a href="https://news.modehaus-lindner.example.de/c/{number}b">Midirock</a>
        <a href="https://news.modehaus-lindner.example.de/c/{number}c">Sandalen</a> <a href="https://news.modehaus-lindner.example.de/c/{number}d">Impressum</a>
        <a href="https://news.modehaus-lindner.example.de/c/{number}e">Newsletter abbestellen</a></body></html>
        """);

    /// <summary>Advertising in German that nobody asked for.</summary>
    public static string Advertising(int number) => string.Create(CultureInfo.InvariantCulture, $"""
        From: Gewinner {number} <info{number}@example-{number}.net>
        To: someone@example.org
        Subject: Sie haben gewonnen, Nummer {number}
        Message-ID: <{number}@example.net>
        MIME-Version: 1.0
        Content-Type: text/html; charset=utf-8

        <html><body><p>Herzlichen Glückwunsch, Sie haben den Preis gewonnen und wir warten auf Sie. Klicken Sie hier für die Auszahlung mit der Nummer {number}.</p>
        <a href="https://gewinn-{number}.example.net/x">Jetzt</a></body></html>
        """);

    /// <summary>English mail between people.</summary>
    public static string Letter(int number) => Answer.Replace("Thursday", $"day {number}, and the report on the project is with the team", StringComparison.Ordinal)
        .Replace("<abc@", string.Create(CultureInfo.InvariantCulture, $"<{number}@"), StringComparison.Ordinal);

    /// <summary>What scorers look at.</summary>
    public static MailFacts Read(string message)
    {
        using var content = new MemoryStream(Encoding.UTF8.GetBytes(message));
        return MailFacts.Of(MessageDigester.DigestAsync(content, [], MimeLimits.Default, CancellationToken.None).GetAwaiter().GetResult());
    }

    /// <summary>The same of a message that is HTML and nothing else.</summary>
    public static MailFacts Html(string html, string from = "a@example.com") => Read($"From: {from}\nMIME-Version: 1.0\nContent-Type: text/html; charset=utf-8\n\n{html}\n");
}
