<?php
$config = [];
$inner_tls = ['ssl' => ['verify_peer' => true, 'cafile' => '@DIR@/certificates/inner-ca.pem', 'peer_name' => 'mail.internal.test']];

$config['db_dsnw'] = 'sqlite:///@DIR@/roundcube/data/roundcube.sqlite?mode=0640';
$config['imap_host'] = 'ssl://127.0.0.1:@IMAPS_PORT@';
$config['imap_conn_options'] = $inner_tls;
$config['smtp_host'] = 'tls://127.0.0.1:@SUBMISSION_PORT@';
$config['smtp_conn_options'] = $inner_tls;
$config['smtp_user'] = '%u';
$config['smtp_pass'] = '%p';
$config['mail_domain'] = 'example.test';

$config['product_name'] = 'Inner Webmail';
$config['des_key'] = '@DES_KEY@';
$config['skin'] = 'elastic';
$config['plugins'] = [];
$config['language'] = 'en_US';
$config['enable_spellcheck'] = false;
$config['log_dir'] = '@DIR@/roundcube/logs';
$config['log_logins'] = true;
$config['temp_dir'] = '@DIR@/roundcube/temp';
$config['mime_types'] = '@DIR@/roundcube/config/mimetypes.php';

// The publisher is the only machine that may say who the client is and how it came.
$config['proxy_whitelist'] = ['127.0.0.1'];
