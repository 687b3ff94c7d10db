using System.Text;

namespace WebPublisher.Mail.Scoring.Facts;

/// <summary>What HTML shows, where its links lead, and what it hides.</summary>
internal sealed class HtmlReading
{
    /// <summary>The words that are shown.</summary>
    public StringBuilder Visible { get; } = new();

    /// <summary>Links in their order.</summary>
    public List<AnchorLink> Links { get; } = [];

    /// <summary>Characters of text that is styled to be unseen.</summary>
    public int HiddenCharacters { get; set; }

    /// <summary>Characters in comments.</summary>
    public int CommentCharacters { get; set; }

    public int Images { get; set; }

    /// <summary>Images of at most three pixels, which tell the sender that the message was opened.</summary>
    public int Beacons { get; set; }

    public int Forms { get; set; }

    public int PasswordInputs { get; set; }

    public int Scripts { get; set; }

    public int Tables { get; set; }

    /// <summary>Images and frames whose content stands in their address.</summary>
    public int DataAddresses { get; set; }

    /// <summary>Elements with a type of at most three pixels.</summary>
    public int TinyType { get; set; }

    /// <summary>Where images come from.</summary>
    public List<string> ImageSources { get; } = [];
}
