<?php
// Address, database and kind of environment come from the process that serves this site, so that one copy fits all.
define('DB_NAME', 'wordpress');
define('DB_USER', 'gangway');
define('DB_PASSWORD', getenv('GANGWAY_DB_PASSWORD'));
define('DB_HOST', '127.0.0.1:' . getenv('GANGWAY_DB_PORT'));
define('DB_CHARSET', 'utf8mb4');
define('DB_COLLATE', '');
define('WP_HOME', getenv('GANGWAY_URL'));
define('WP_SITEURL', getenv('GANGWAY_URL'));
define('WP_ENVIRONMENT_TYPE', getenv('GANGWAY_ENVIRONMENT'));
foreach (['AUTH', 'SECURE_AUTH', 'LOGGED_IN', 'NONCE'] as $name) {
    define($name . '_KEY', 'a throw-away site on loopback: ' . $name);
    define($name . '_SALT', 'a throw-away salt on loopback: ' . $name);
}
// It must not go out to wordpress.org, nor change itself.
define('WP_HTTP_BLOCK_EXTERNAL', true);
define('AUTOMATIC_UPDATER_DISABLED', true);
define('DISABLE_WP_CRON', true);
define('WP_DEBUG', false);
$table_prefix = 'wp_';
if (!defined('ABSPATH')) {
    define('ABSPATH', __DIR__ . '/');
}
require_once ABSPATH . 'wp-settings.php';
